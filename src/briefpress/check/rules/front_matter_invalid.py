"""The YAML of a file can be read, and no key stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding

_HELPS = (
    ("mapping values", 'Put text containing ": " in quotes'),
    (
        "cannot start any token",
        "Put text that begins with @, `, % or a tab in quotes, and indent with spaces",
    ),
    ("tab", "Indent with spaces, not with tabs"),
    ("end of stream", "Close the quotation mark, bracket or brace that was opened here"),
    (
        "quoted scalar",
        'Close the quotation mark; inside double quotes write \\" for one and \\\\ for a backslash',
    ),
    ("escape", "Inside double quotes write \\\\ for a backslash, or use single quotes"),
    (
        "',' or",
        "Put commas between the parts, close the bracket, and put text with a comma or colon in quotes",
    ),
    (
        "expected key",
        "Indent the keys of one list item alike, and look above for a quotation mark left open",
    ),
    ("'-' indicator", "Indent the items of one list alike"),
    ("expected ':'", 'Write ": " after the key'),
)
_DEFAULT_HELP = "Look at the indentation, colons and quotation marks of this line and the one above"


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for whatever stops the YAML of a file from being read."""
    block = "front matter" if fault.at.path.endswith(".md") else "file"
    if fault.found == "there is no front matter":
        message = "the file does not begin with front matter"
        help = 'Begin it with a line "---", then `title: …` and the other fields, then another line "---"'
    elif fault.expected:
        message, help = (
            f"{block} is not valid at line {fault.at.line}: {fault.found}",
            f"Write {fault.expected}",
        )
    else:
        message, help = (
            f"{block} is not valid YAML at line {fault.at.line}: {fault.found}",
            _help(fault.found),
        )
    yield RULE.finding(subject, fault.at, message, help=help)


def _help(problem: str) -> str:
    return next((help for part, help in _HELPS if part in problem), _DEFAULT_HELP)


RULE = FaultRule(
    id="front-matter-invalid",
    weight=Weight.ERROR,
    summary="the YAML of a file cannot be read, or holds a key twice",
    kinds=(FaultKind.YAML,),
    words=words,
)
