"""What a file lets stand is there: a suppression that nothing needs would hide the next fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefpress.check.rule import CorpusRule, FaultRule, Rule, Subject, Weight
from briefpress.model.briefing import Suppression
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import PersonKind


def check(
    subject: Subject, rules: Collection[Rule], hit: Collection[str], met: Collection[Suppression]
) -> Iterator[Finding]:
    """One finding for each entry of `suppress` that let nothing stand, once all `rules` have looked.

    `hit` are the rules that found something, `met` the entries that let a finding stand. Where something could
    not be read nobody knows what the rules would have found there.
    """
    document = subject.document
    if not document.readable or document.broken or document.faults or subject.registry.unread:
        return
    suppress = document.entry.suppress
    if not isinstance(suppress, dict):
        yield from _entries(subject, suppress, {rule.id for rule in rules}, met)
        return
    for rule in rules:
        if rule.id in suppress and rule.id not in hit:
            why = (
                "which looks across files"
                if isinstance(rule, CorpusRule)
                else "which finds nothing in this file"
            )
            message = f'"suppress" lets nothing stand: it names {rule.id}, {why}'
            help = "Remove the line, and mend what the rule reports, if anything"
            yield RULE.finding(subject, subject.at("suppress", rule.id, key=True), message, help=help)


def _entries(
    subject: Subject, entries: tuple[Suppression, ...], known: Collection[str], met: Collection[Suppression]
) -> Iterator[Finding]:
    for index, one in enumerate(entries):
        whole = one.rule in known and one.at.strip() and one.reason.strip() and one.by
        by = subject.registry.people.get(one.by)
        if not whole or one in met or by is None:
            continue
        if one.by in subject.document.entry.editor and by.kind is not PersonKind.DESK:
            at = subject.at("suppress", index, "by")
            message = f'suppress[{index}] lets nothing stand: "{one.by}" is an editor of this file'
            help = "Let a second person or the desk look at it, and name them in `by`"
        else:
            at = subject.at("suppress", index, "at")
            message = f"suppress[{index}] lets nothing stand: {one.rule} finds nothing at these words"
            help = "Copy into `at` the words as they stand now, or remove the entry"
        yield RULE.finding(subject, at, message, help=help)


RULE = FaultRule(
    id="suppress-unused",
    weight=Weight.WARNING,
    summary="an entry of `suppress` that lets nothing stand",
)
