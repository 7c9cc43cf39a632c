"""Everything below briefings/ and templates/ lies there itself."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each link."""
    folder = fault.at.path.partition("/")[0]
    message = f"a symbolic link; links below {folder}/ are not followed"
    yield RULE.finding(subject, fault.at, message, help="Put the file itself in its place")


RULE = FaultRule(
    id="input-symlink",
    weight=Weight.ERROR,
    summary="a symbolic link below briefings/ or templates/",
    kinds=(FaultKind.INPUT,),
    words=words,
)
