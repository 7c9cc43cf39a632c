"""What is wrong with the input, and how to say so."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from briefpress.model.source import FieldPath, Location


class Severity(enum.StrEnum):
    """How much a finding matters: an error stops publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the input, told to the person who can mend it.

    `message` says what was found, `help` how to mend it; `related` names other places that matter.
    """

    at: Location
    rule: str
    severity: Severity
    message: str
    help: str = ""
    related: tuple[tuple[Location, str], ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: path, line, column, rule, message."""
        return (self.at.path, self.at.line, self.at.column, self.rule, self.message)

    @property
    def is_error(self) -> bool:
        """True when this finding stops publishing."""
        return self.severity is Severity.ERROR


class FaultKind(enum.StrEnum):
    """What loading can find wrong; each kind is put into words by one rule."""

    YAML = "yaml"
    UNKNOWN_FIELD = "unknown-field"
    WRONG_TYPE = "wrong-type"
    RETYPED = "retyped"
    TOO_MANY = "too-many"
    UNKNOWN_VALUE = "unknown-value"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Fault:
    """What loading noticed, as a value; the rules turn it into a finding with words.

    `found` and `expected` are short phrases or the raw text; `candidates` are the allowed names, for
    "did you mean". For `INPUT` faults `found` is the id of the input rule, such as "input-depth".
    """

    kind: FaultKind
    at: Location
    path: FieldPath = ()
    found: str = ""
    expected: str = ""
    candidates: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Bug:
    """A fault of briefpress itself: which rule or step failed, on which file, and how."""

    step: str
    path: str
    detail: str
