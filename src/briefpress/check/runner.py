"""Runs the rules, sorts what they find, applies what the site and the file decided about warnings."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefpress.check.language import language
from briefpress.check.registry import ACROSS, FAULT_RULES, FILE_RULES, HEURISTIC, KNOWN, RULES, WORDED
from briefpress.check.rule import Overview, Rule, Subject, Weight
from briefpress.check.rules import field_type, hedge_dropped, reference_unresolved, suppress_unused
from briefpress.model.briefing import Suppression
from briefpress.model.finding import Bug, Fault, Finding, Severity, Silence, Suppressed
from briefpress.model.source import Location
from briefpress.model.vocabulary import PersonKind


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules found, sorted, the rules that failed themselves, what a file lets stand, and who was silent."""

    findings: tuple[Finding, ...] = ()
    bugs: tuple[Bug, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    silent: tuple[Silence, ...] = ()

    @classmethod
    def of(cls, parts: Iterable[Checked]) -> Checked:
        """All parts as one: sorted, and what several parts found told once."""
        parts = tuple(parts)
        findings = {finding for part in parts for finding in part.findings}
        bugs = tuple(bug for part in parts for bug in part.bugs)
        suppressed = tuple(one for part in parts for one in part.suppressed)
        silent = tuple(one for part in parts for one in part.silent)
        return cls(tuple(sorted(findings, key=lambda f: f.order)), bugs, suppressed, silent)

    def __add__(self, other: Checked) -> Checked:
        return Checked.of((self, other))


def check_file(subject: Subject) -> Checked:
    """All findings of one file: what loading noticed, and the file rules when it could be read at all."""
    document = subject.document
    checked = word(subject, document.faults)
    if document.readable:
        ran = [_run(rule, partial(rule.check, subject), document.path) for rule in FILE_RULES]
        checked = Checked.of((checked, *ran))
    listed, named = tuple(_reviewed(subject)), _suppressed(subject)
    let_stand = (
        {f: one for f in checked.findings for one in listed if _is_let_stand(f, one)} if listed else {}
    )
    left = replace(checked, findings=tuple(f for f in checked.findings if f not in let_stand))
    kept = _decided(left, subject.settings.severities, named)
    suppressed = [Suppressed(f, one.reason, one.by) for f, one in let_stand.items()]
    suppressed += [Suppressed(f, named[f.rule]) for f in left.findings if f.rule in named and not f.is_error]
    kept += Checked(
        tuple(_not_suppressible(subject, named, kept)), (), tuple(suppressed), tuple(_silent(subject))
    )
    return kept + _unused(subject, checked, listed) if document.entry.suppress else kept


def _unused(subject: Subject, checked: Checked, listed: Sequence[Suppression]) -> Checked:
    """Findings for the entries of `suppress` that let nothing stand."""
    met = [one for one in listed if any(f.rule == one.rule and _is_met(f, one) for f in checked.findings)]
    always = {rule.id for rule in RULES if rule.weight is Weight.ERROR}  # field-type says so
    hit = {finding.rule for finding in checked.findings} | always
    look = partial(suppress_unused.check, subject, RULES, hit, met)
    found = _run(suppress_unused.RULE, look, subject.document.path)
    return _decided(found, subject.settings.severities, {})


def _silent(subject: Subject) -> Iterator[Silence]:
    """The rules that cannot read the language of the file, or of a source that it quotes."""
    document, own = subject.document, subject.document.entry.lang
    if not document.readable:
        return
    quoted = {source.language or own for source in subject.evidence.sources.values()}
    quoting = hedge_dropped.RULE.id
    for tag in sorted({own, *quoted}):
        if language(tag) is None:
            of_text = [rule for rule in WORDED if tag == own and rule != quoting]
            rules = (*of_text, *([quoting] if tag in quoted else []))
            yield Silence(document.path, tag, tuple(sorted(rules)))


def check_corpus(overview: Overview) -> Checked:
    """All findings across files, and of the registry, the settings and reading itself."""
    ran = [_run(rule, partial(look, overview), "the whole corpus") for rule, look in ACROSS]
    unknown = Checked(tuple(_unknown_severities(overview)))
    found = Checked.of((word(overview, overview.faults), unknown, *ran))
    return _decided(found, overview.settings.severities, {})


def word(subject: Subject | Overview, faults: Iterable[Fault]) -> Checked:
    """Findings for what reading and loading noticed; a fault that no rule takes is our bug."""
    checked = Checked()
    for fault in faults:
        found = next(((rule, words) for rule, words in FAULT_RULES if rule.takes(fault)), None)
        if found is None:
            checked += Checked(
                bugs=(Bug(f"fault {fault.kind} {fault.found}", fault.at.path, "no rule words it"),)
            )
        else:
            rule, words = found
            checked += _run(rule, partial(words, subject, fault), fault.at.path)
    return checked


def _run(rule: Rule, look: Callable[[], Iterator[Finding]], path: str) -> Checked:
    found: list[Finding] = []
    try:
        found.extend(look())
    except Exception:  # noqa: BLE001 - whatever a rule raises is our bug, and must not hide other findings
        return Checked(tuple(found), (Bug(f"rule {rule.id}", path, traceback.format_exc()),))
    return Checked(tuple(found))


def _suppressed(subject: Subject) -> Mapping[str, str]:
    suppress = subject.document.entry.suppress
    return suppress if isinstance(suppress, dict) else {}


def _reviewed(subject: Subject) -> Iterator[Suppression]:
    """What a second reader, or the desk, looked at and let stand, with a reason."""
    entry, people = subject.document.entry, subject.registry.people
    for one in () if isinstance(entry.suppress, dict) else entry.suppress:
        by = people.get(one.by)
        second = by is not None and (by.kind is PersonKind.DESK or one.by not in entry.editor)
        if second and one.rule and one.at.strip() and one.reason.strip():
            yield one


def _is_let_stand(finding: Finding, one: Suppression) -> bool:
    """True for a warning, or an error of a rule that reads prose and can err, on the words that were looked at."""
    if finding.rule != one.rule or (finding.is_error and finding.rule not in HEURISTIC):
        return False
    return _is_met(finding, one)


def _is_met(finding: Finding, one: Suppression) -> bool:
    """True for a finding on the words that were looked at."""
    return _plain(one.at) in _plain(finding.passage or finding.message)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _not_suppressible(subject: Subject, suppressed: Mapping[str, str], kept: Checked) -> Iterator[Finding]:
    """Findings for the rules that the file asks to pass over although they weigh as errors, or are none."""
    listed = subject.document.entry.suppress
    for index, one in enumerate(() if isinstance(listed, dict) else listed):
        at = subject.at("suppress", index, "rule")
        if one.rule and one.rule not in KNOWN:
            yield reference_unresolved.unknown_rule(subject, at, one.rule, KNOWN)
        elif any(f.rule == one.rule and f.is_error for f in kept.findings) and one.rule not in HEURISTIC:
            yield field_type.suppressed_error(subject, one.rule, at)
    if not suppressed:
        return
    always = {rule.id for rule in RULES if rule.weight is Weight.ERROR}
    now = {finding.rule for finding in kept.findings if finding.is_error}
    for rule in suppressed:
        if rule in always or rule in now:
            yield field_type.suppressed_error(subject, rule)
        elif rule not in KNOWN:
            yield reference_unresolved.unknown_rule(
                subject, subject.at("suppress", rule, key=True), rule, KNOWN
            )


def _unknown_severities(overview: Overview) -> Iterator[Finding]:
    """Findings for the rules that the site's options name although there are none."""
    at = overview.settings.severities_at
    for rule in overview.settings.severities:
        if rule not in KNOWN:
            place = at.get(rule, Location("mkdocs.yml"))
            yield reference_unresolved.unknown_rule(overview, place, rule, KNOWN)


def _decided(checked: Checked, severities: Mapping[str, str], suppressed: Mapping[str, str]) -> Checked:
    """Warnings may be raised, lowered to nothing, or suppressed with a reason; errors stay errors."""
    kept = []
    for finding in checked.findings:
        wanted = severities.get(finding.rule, finding.severity)
        if not finding.is_error and (wanted == "off" or finding.rule in suppressed):
            continue
        raised = not finding.is_error and wanted == Severity.ERROR
        kept.append(replace(finding, severity=Severity.ERROR) if raised else finding)
    return replace(checked, findings=tuple(sorted(set(kept), key=lambda f: f.order)))
