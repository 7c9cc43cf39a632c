"""What came of a run, as its caller sees it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefpress.model.finding import Bug, Finding


class Unable(Exception):
    """The environment does not allow the work: told in one line, exit status 2."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run. `total` counts files: those checked, or those of the edition."""

    findings: tuple[Finding, ...] = ()
    bugs: tuple[Bug, ...] = ()
    published: bool = False
    site: Path = Path("site")
    total: int = 0
    written: int = 0
    kept: int = 0
