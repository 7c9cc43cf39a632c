"""Each field holds what it is made for: the right type, the right number, the right form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefpress.check.dates import is_date_field
from briefpress.check.placed import ByKind, Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.check.rules import date_not_edtf
from briefpress.model import briefing, registry
from briefpress.model.field import Entry
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.source import Location, written
from briefpress.model.vocabulary import ImpactStatus

FEWEST_WORDS = 3
"""Words of a quotation: fewer prove nothing."""
_FEWEST_BRIEFINGS = 2


@dataclass(frozen=True, slots=True)
class _Form:
    """What the text of a field must look like: a pattern, what to call it, and an example."""

    key: str
    pattern: re.Pattern[str]
    called: str
    example: str

    def allows(self, text: str) -> bool:
        return self.pattern.fullmatch(text) is not None


def _form(key: str, pattern: str, called: str, example: str) -> _Form:
    return _Form(key, re.compile(pattern, re.ASCII), called, example)


def _address(key: str) -> _Form:
    return _form(
        key, r"https?://[^\s<>\"\\]+", "an address that begins with https://", "https://example.org/page"
    )


def _number(letter: str) -> _Form:
    return _form("id", rf"{letter}[1-9][0-9]{{0,5}}", f"{letter} and a number", f"{letter}1")


_TAG = r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*"
_COMMON = (
    _form("lang", _TAG, "a language tag (BCP 47)", "en-GB"),
    _form("licence", r"[A-Za-z0-9][A-Za-z0-9.+-]*", "an SPDX id", "CC-BY-4.0"),
    _form(
        "redirect_from",
        r"/?(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*/?",
        "a plain path below this site's root",
        "/briefings/2026/old-name/",
    ),
)
_FORMS: Mapping[type[Entry], tuple[_Form, ...]] = MappingProxyType(
    {
        briefing.Briefing: (
            *_COMMON,
            _form("places", r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", "an ISO 3166 code", "GB"),
            _form(
                "same_as", r"(?:aiid|oecd-aim|aiaaic):[A-Za-z0-9._-]+", "a database and its id", "aiid:123"
            ),
        ),
        briefing.Digest: _COMMON,
        briefing.Claim: (_number("c"),),
        briefing.KeyJudgement: (_number("j"),),
        briefing.OpenQuestion: (
            _number("q"),
            _form(
                "text", r"(?s:.*\S)?\?[\"'”’)]?\s*", "a question, with its mark", "“Who decided, and when?”"
            ),
        ),
        briefing.Correction: (_number("x"),),
        briefing.Thread: (
            _number("t"),
            _form("supports", r"[a-z0-9-]*#c[0-9]+", "briefing-id#claim", "2026-film-licence#c1"),
        ),
        briefing.Response: (_address("url"),),
        registry.Source: (
            _address("url"),
            _address("archive_url"),
            _form("language", _TAG, "a language tag (BCP 47)", "en-GB"),
        ),
        registry.Snapshot: (
            _form(
                "file",
                r"[A-Za-z0-9_][A-Za-z0-9._-]*",
                "a file name below briefings/_snapshots/",
                "seed-a.txt",
            ),
            _form("sha256", r"[0-9a-fA-F]{64}", "64 hexadecimal digits", "what `sha256sum` prints"),
        ),
        registry.Accountability: (_address("url"),),
        registry.Organisation: (_address("same_as"),),
        registry.Topic: (_address("same_as"),),
    }
)
_FORM_BY_KIND = tuple((kind, form) for kind, forms in _FORMS.items() for form in forms)


def is_well_formed(kind: type[Entry], key: str, text: str) -> bool:
    """True when the text of a field has the form that it needs, so that other rules can judge it."""
    return all(form.allows(text) for form in _FORMS.get(kind, ()) if form.key == key)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each text of the wrong form, and for each quotation or list that is too short."""
    yield from _forms(subject.by_kind)
    for kind, probe in _PROBES.items():
        for placed in subject.by_kind.get(kind, ()):
            yield from probe(placed)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registry entries."""
    yield from _forms(overview.by_kind)


def _forms(by_kind: ByKind) -> Iterator[Finding]:
    for kind, form in _FORM_BY_KIND:
        for one in by_kind.get(kind, ()):
            value = getattr(one.entry, form.key)
            listed = isinstance(value, tuple)
            for index, text in enumerate(value if listed else (value,)):
                if text and not form.allows(text):
                    path = (form.key, index) if listed else (form.key,)
                    message = f'"{one.name(*path)}" must be {form.called}, found "{_short(text)}"'
                    yield RULE.finding(one, one.at(*path), message, help=f"Write it like {form.example}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


# ── too short, or out of place ────────────────────────────────────────────────────────────────────────


def _of_quotation(placed: Placed) -> Iterator[Finding]:
    quote = getattr(placed.entry, "quote", "")
    found = len(quote.split())
    if 0 < found < FEWEST_WORDS:
        message = f'"{placed.name("quote")}" has {_count(found, "word")}; a quotation needs {FEWEST_WORDS}'
        yield RULE.finding(placed, placed.at("quote"), message, help="Quote more of the sentence")


def _of_digest(placed: Placed) -> Iterator[Finding]:
    found = len(getattr(placed.entry, "briefings", ()))
    if found == 1 and not placed.is_broken("briefings"):
        message = f'"briefings" has {_count(found, "entry")}; a digest needs {_FEWEST_BRIEFINGS}'
        yield RULE.finding(
            placed, placed.at("briefings"), message, help="Add the other briefings that it joins"
        )


def _of_impact(placed: Placed) -> Iterator[Finding]:
    entry = placed.entry
    if isinstance(entry, briefing.Impact) and entry.likelihood and entry.status is not ImpactStatus.POTENTIAL:
        name = placed.name("likelihood")
        message = f'"{name}" is for an impact that has not come about; this one is {entry.status}'
        yield RULE.finding(
            placed, placed.at("likelihood"), message, help="Remove it, or write `status: potential`"
        )


def _count(number: int, noun: str) -> str:
    plural = {"entry": "entries", "word": "words"}[noun]
    return f"{number} {noun if number == 1 else plural}"


_PROBES: Mapping[type[Entry], Callable[[Placed], Iterator[Finding]]] = MappingProxyType(
    {briefing.Assertion: _of_quotation, briefing.Digest: _of_digest, briefing.Impact: _of_impact}
)


# ── what loading noticed ──────────────────────────────────────────────────────────────────────────────

_TOO_MANY_FAULTS = "too many faults"


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each value of the wrong type and each list that is too long."""
    if fault.found.startswith("[..") and _in_date_field(fault):
        yield date_not_edtf.unquoted(subject, fault)
        return
    name = f'"{written(fault.path)}"' if fault.path else "the file"
    message, help = _in_words(fault, name)
    yield RULE.finding(subject, fault.at, message, help=help)


def _in_words(fault: Fault, name: str) -> tuple[str, str]:
    if fault.kind is FaultKind.TOO_MANY:
        return (
            f"{name} has {fault.found} entries; the limit is {fault.expected}",
            "Remove entries, or split the file",
        )
    if fault.kind is FaultKind.RETYPED:
        message = (
            f"{name} must be text, found {fault.found}, which is {fault.expected} to some readers of YAML"
        )
        return message, f'Put it in quotes: "{fault.found}"'
    if fault.found == _TOO_MANY_FAULTS:
        return f"{name} has more faults than can be told", "Mend the others first"
    return f"{name} must be {fault.expected}, found {fault.found}", _help(fault)


def _help(fault: Fault) -> str:
    key = next((str(part) for part in reversed(fault.path) if isinstance(part, str)), "")
    if fault.found == "nothing":
        return f"Write {fault.expected} there, or remove the line"
    if fault.expected.startswith("a list") and key:
        return f"Write `{key}: [one]`"
    if fault.expected == "a set of fields":
        return "Write its fields, each on a line of its own, as `name: value`"
    if fault.expected == "text":
        return "Write plain text, in quotes where it begins with a bracket or brace"
    return f"Write {fault.expected}"


def _in_date_field(fault: Fault) -> bool:
    kinds: tuple[type[Entry], ...] = (*_DATED, *registry.KINDS.values())
    return bool(fault.path) and any(is_date_field(kind, str(fault.path[-1])) for kind in kinds)


_DATED = (
    briefing.Briefing,
    briefing.Digest,
    briefing.WatchItem,
    briefing.TimelineItem,
    briefing.Change,
    briefing.Response,
)

# ── suppressions ──────────────────────────────────────────────────────────────────────────────────────


def suppressed_error(subject: Subject, rule: str, at: Location | None = None) -> Finding:
    """The finding for a file that asks to pass over an error, which stays."""
    message = f'"suppress" cannot pass over {rule}, which is an error here'
    place = at or subject.at("suppress", rule, key=True)
    return RULE.finding(subject, place, message, help="Mend what it reports, and remove this line")


RULE = FileRule(
    id="field-type",
    weight=Weight.ERROR,
    summary="a value of the wrong type, number or form",
    check=check,
    across=across,
    kinds=(FaultKind.WRONG_TYPE, FaultKind.RETYPED, FaultKind.TOO_MANY),
    words=words,
)
