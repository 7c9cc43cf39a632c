"""The site's Markdown extensions can take the text."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for the body: an extension does not say where it failed."""
    message = (
        f"the Markdown extension {fault.expected} failed on this text, so that no page can be made of it"
    )
    help = "Look for its signs in odd places, or take the extension out of markdown_extensions in mkdocs.yml"
    yield RULE.finding(subject, fault.at, message, help=help)


RULE = FaultRule(
    id="input-markdown",
    weight=Weight.ERROR,
    summary="a text on which a Markdown extension of the site fails",
    kinds=(FaultKind.INPUT,),
    words=words,
)
