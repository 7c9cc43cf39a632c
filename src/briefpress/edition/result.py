"""What came of a run, as its caller sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from briefpress.model.finding import Bug, Finding, Silence, Suppressed


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
    suppressed: tuple[Suppressed, ...] = ()
    """What files let stand."""
    silent: tuple[Silence, ...] = ()
    """Rules that could not read the language of a file."""
    texts: Mapping[str, bytes] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    """The files of the findings as they were read, by path; those that were refused are not among them."""
