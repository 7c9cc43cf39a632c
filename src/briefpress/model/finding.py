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
    passage: str = field(default="", compare=False, repr=False)
    """The words that it is about, of a rule that reads prose."""
    about: FieldPath = field(default=(), compare=False, repr=False)
    """The field that it is about, where its place cannot tell: one that is missing."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: path, line, column, rule, message."""
        return (self.at.path, self.at.line, self.at.column, self.rule, self.message)

    @property
    def is_error(self) -> bool:
        """True when this finding stops publishing."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a file lets stand: why, and the id of who looked at it ("" where its editors answer for it)."""

    finding: Finding
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Rules that looked at nothing in a file, as there are no word lists for the language of its words."""

    path: str
    language: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a report says of a rule; `page` is its page in Markdown, `level` how it weighs once a file is public."""

    id: str
    summary: str
    level: Severity
    page: str = ""
    heuristic: bool = False


class FaultKind(enum.StrEnum):
    """What loading can find wrong; each kind is put into words by one rule."""

    YAML = "yaml"
    UNKNOWN_FIELD = "unknown-field"
    WRONG_TYPE = "wrong-type"
    RETYPED = "retyped"
    TOO_MANY = "too-many"
    UNKNOWN_VALUE = "unknown-value"
    DUPLICATE_ID = "duplicate-id"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Fault:
    """What loading noticed, as a value; the rules turn it into a finding with words.

    `candidates` are the allowed names, for "did you mean". What the two phrases hold, by kind:

    | kind | `found` | `expected` |
    |---|---|---|
    | YAML | what is wrong, in the parser's or our words | what belongs there, or "" |
    | UNKNOWN_FIELD | the key | "" |
    | WRONG_TYPE | what stands there: "text", "a list", "a set of fields", "nothing", a number | alike: "a list" |
    | RETYPED | the scalar as written | what YAML may make of it, such as "true or false" |
    | TOO_MANY | the number of entries | the limit |
    | UNKNOWN_VALUE | the word | "" |
    | DUPLICATE_ID | the id | where it stands first |
    | INPUT | the id of the input rule, such as "input-depth" | the particular, such as "U+202E" or "600 kB" |
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
