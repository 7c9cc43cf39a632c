"""No file is silently passed over because it lies in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.near import did_you_mean, near
from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each file that no part of the site would be made from."""
    message, help = _registry(fault) if fault.expected else _other(fault.at.path)
    yield RULE.finding(subject, fault.at, message, help=help)


def _registry(fault: Fault) -> tuple[str, str]:
    name = fault.at.path.rpartition("/")[2].rpartition(".")[0]
    close = near(f"{name}.yml", fault.expected.split(", "))
    message = f"no registry file has this name{did_you_mean(close)}"
    return message, f"Rename it to {close[0] if close else f'one of {fault.expected}'}"


def _other(path: str) -> tuple[str, str]:
    name = path.rpartition("/")[2]
    _, dot, ending = name.rpartition(".")
    if name.startswith("."):
        return "a name that begins with a dot is not read", "Rename it, or move it out of briefings/"
    if ending == "md":
        help = "Move it to briefings/YYYY/slug.md, or a digest to briefings/_digests/YYYY/slug.md"
        return "a briefing in the wrong place is not read", help
    message = f'a file with the ending ".{ending}" is not read here' if dot else "this file is not read here"
    if ending.lower() in _TEXTS:
        return message, "Let its name end with .md if it is a briefing, else move it out of briefings/"
    return message, "Move it out of briefings/"


_TEXTS = ("md", "markdown", "mdown", "mkd", "txt")


RULE = FaultRule(
    id="input-misplaced",
    weight=Weight.ERROR,
    summary="a file in a place where nothing reads it",
    kinds=(FaultKind.INPUT,),
    words=words,
)
