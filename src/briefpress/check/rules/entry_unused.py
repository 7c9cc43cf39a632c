"""Every claim is cited somewhere, and every listed source says something."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.near import near
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.check.rules.claim_reference_unresolved import near_references
from briefpress.model.document import Document
from briefpress.model.finding import Finding
from briefpress.model.registry import Source


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each claim that nothing rests on, and for each source without an assertion."""
    document = subject.document
    if document.is_broken(("body",)):
        return  # what is cited there was not read
    cited = frozenset(_cited(document))
    for index, claim in enumerate(document.entry.claims):
        if claim.id and claim.id not in cited and not claim.superseded_by:
            message = f"claim {claim.id} is cited in no section, judgement or takeaway"
            yield RULE.finding(subject, subject.at("claims", index, "id"), message, help="Cite or delete it")
    speaking = {assertion.source for claim in document.entry.claims for assertion in claim.assertions}
    resolved = subject.evidence.sources
    misspelt = speaking - resolved.keys()
    for index, source in enumerate(document.entry.sources):
        name = source.id if isinstance(source, Source) else source
        known = name in resolved and not near(name, misspelt)  # else reference-unresolved
        if known and name not in speaking and not _unread(subject):
            place = ("sources", index, "id") if isinstance(source, Source) else ("sources", index)
            message = f'source "{name}" is listed and asserts nothing'
            yield RULE.finding(
                subject, subject.at(*place), message, help="Quote it under a claim, or remove it"
            )


def _cited(document: Document) -> Iterator[str]:
    for reference in document.body.references:
        yield from reference.claims
    for _, _, claims in near_references(document.body.markdown):
        yield from claims
    for takeaway in document.entry.takeaways:
        yield from takeaway.claims
    for judgement in document.briefing.key_judgements if document.briefing else ():
        yield from judgement.claims
    for thread in document.digest.threads if document.digest else ():
        yield from (support.removeprefix("#") for support in thread.supports if support.startswith("#"))


def _unread(subject: Subject) -> bool:
    """True when claims could not be read in full, so that nobody can tell what a source asserts."""
    return any(path[0] == "claims" for path in subject.placed[0].broken)


RULE = FileRule(
    id="entry-unused",
    weight=Weight.WARNING,
    summary="a claim that nothing cites, or a source that asserts nothing",
    check=check,
)
