"""A corpus over which every field of every model, and every word of every vocabulary, occurs at least once.

Made by `scripts/corpus.py DIR --every-field`. It is valid for any number of briefings from `FEWEST` on: each
field is filled by counting through its vocabulary, so a word that is added to one turns up here by itself.
The pages that come of it are no model of good writing; examples/specimen is.
"""

import enum
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import corpus
from briefpress.check.dates import first_day
from briefpress.model import vocabulary as words

FEWEST = 60
"""Briefings that it takes for everything to occur."""
SHARED_SOURCES = 24
"""Sources that stand in the registry; all others are written inline."""

Values = dict[str, Any]
_Item = TypeVar("_Item")
_E = TypeVar("_E", bound=enum.StrEnum)

_DATES = (
    "{y}-03",
    "{y}-03~",
    "{y}?",
    "{y}-03-XX",
    "{y}-02/{y}-03",
    "{y}-03/..",
    "[..{y}-03-28]",
    "unknown",
    "{y}-03-05",
)
"""The forms that a date may have, for any year."""
_QUALIFIED = "~?X["
_HEDGES = {
    words.Modality.PROBABLE: "likely",
    words.Modality.POSSIBLE: "could",
    words.Modality.UNCOMMITTED: "behind closed doors",
}
_TYPES = (
    "webpage",
    "article-newspaper",
    "report",
    "broadcast",
    "interview",
    "legal_case",
    "dataset",
    "speech",
    "post",
)
_DIRECT = (words.Basis.OBSERVED, words.Basis.OWN)
_ATTRIBUTED = (words.Basis.ATTRIBUTED_NAMED, words.Basis.ATTRIBUTED_UNNAMED)
_ANSWERED = (
    words.ResponseStatus.DECLINED,
    words.ResponseStatus.RECEIVED,
    words.ResponseStatus.PUBLISHED_IN_FULL,
)
_PEOPLE = tuple(c for c in words.StakeholderClass if c.is_people)
_COUNTRIES = ("XA", "XB-1", "XC", "XD-22", "XE")


@dataclass(slots=True)
class Corpus:
    """What is to be written: files by path below the site's root, and what digests need to know of them."""

    count: int
    seed: int
    files: dict[str, str] = field(default_factory=dict)
    public: list[str] = field(default_factory=list)
    dated: set[str] = field(default_factory=set)
    """Those of the public briefings whose event has a date."""
    quotes: dict[int, str] = field(default_factory=dict)
    """A quotation from each shared source."""


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write a site root with `count` briefings, and a digest for each ten, into the folder `root`."""
    for path, text in sorted(files(count, seed).items()):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def files(count: int, seed: int = 1) -> dict[str, str]:
    """The files of the site root, by path. Raises ValueError for fewer briefings than it takes."""
    if count < FEWEST:
        raise ValueError(f"{count} briefings cannot hold every field; it takes {FEWEST}")
    made = Corpus(count, seed)
    made.files["mkdocs.yml"] = corpus.MKDOCS
    made.files["docs/index.md"] = "# Specimen corpus\n\nNothing here is real.\n\n<!-- briefpress:latest -->\n"
    _registry(made)
    for number in range(count):
        _briefing(made, number)
    for number in range(max(6, count // 10)):
        _digest(made, number)
    return made.files


# ── counting through ──────────────────────────────────────────────────────────────────────────────────


def _turn(items: Sequence[_Item], number: int) -> _Item:
    """The item whose turn it is."""
    return items[number % len(items)]


def _word(vocabulary: type[_E], number: int) -> _E:
    return _turn(list(vocabulary), number)


def _date(number: int, year: int) -> str:
    return _turn(_DATES, number).format(y=year)


def _chance(made: Corpus, kind: str, number: int) -> random.Random:
    return random.Random(f"every-{made.seed}-{kind}-{number}")


def _written(entry: Values) -> str:
    """YAML with each value as JSON, which YAML holds; what is None is left out."""
    kept = {key: value for key, value in entry.items() if value is not None}
    return "".join(f"{key}: {json.dumps(_bare(value), ensure_ascii=False)}\n" for key, value in kept.items())


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if item is not None}
    return [_bare(item) for item in value] if isinstance(value, (list, tuple)) else value


# ── the registry ──────────────────────────────────────────────────────────────────────────────────────


def _registry(made: Corpus) -> None:
    kinds: dict[str, list[Values]] = {
        "topics": [_topic(n) for n in range(corpus.TOPICS)],
        "organisations": [_organisation(n) for n in range(corpus.ORGANISATIONS)],
        "groups": [_group(n) for n in range(corpus.GROUPS)],
        "people": _people(),
        "principles": [_principle()],
        "sources": [_shared_source(made, n) for n in range(SHARED_SOURCES)],
    }
    for kind, entries in kinds.items():
        made.files[f"briefings/_registry/{kind}.yml"] = _written({kind: entries})
    groups = [_origin_group(n) for n in range(len(words.OriginBasis))]
    made.files["briefings/_registry/sources.yml"] += _written({"origin_groups": groups})


def _topic(n: int) -> Values:
    return {
        "id": f"topic-{n}",
        "label": f"Specimen topic {n}",
        "definition": f"Whatever belongs to specimen {n}.",
        "alt_labels": [f"Subject {n}"],
        "broader": f"topic-{n // 4}" if n >= 4 else None,
        "related": [f"topic-{(n + 1) % corpus.TOPICS}"],
        "same_as": [f"https://subjects.specimen.example/{n}"],
    }


def _organisation(n: int) -> Values:
    graded = _turn((*words.Reliability, None), n)
    return {
        "id": f"specimen-body-{n}",
        "name": f"Specimen Body {n}",
        "kind": _word(words.OrganisationKind, n),
        "aliases": [f"Body number {n}"],
        "part_of": f"specimen-body-{n - 1}" if n % 7 == 3 else None,
        "same_as": [f"https://bodies.specimen.example/{n}"],
        "reply_contact": f"press-{n}@specimen.example" if n % 10 == 1 else None,
        "reliability": graded,
        "reliability_note": "A specimen." if graded else None,
        "accountability": {"text": "Corrections", "url": f"https://bodies.specimen.example/{n}/corrections"},
        "note": "Kept as a specimen.",
    }


def _group(n: int) -> Values:
    return {
        "id": f"specimen-workers-{n}",
        "label": f"Specimen workers {n}",
        "class": _turn(_PEOPLE, n),
        "aliases": [f"Hands of house {n}"],
        "broader": f"specimen-workers-{n - 1}" if n % 3 == 2 else None,
        "definition": f"People who work at house {n}.",
    }


def _people() -> list[Values]:
    public = {"role": "Second reader", "public_role": True}
    named = [
        {
            "id": f"specimen-person-{n}",
            "name": f"Specimen Person {n}",
            "affiliation": f"specimen-body-{n}",
            **public,
        }
        for n in range(5)
    ]
    private = {"id": "specimen-witness", "name": "Specimen Witness", "role": "Witness", "public_role": False}
    return [
        {"id": "desk", "name": "Specimen desk", "role": "Editors", "public_role": True, "kind": "desk"},
        {"id": "second-reader", "name": "Specimen Second Reader", "kind": "person", **public},
        {**private, "consent": "recorded"},
        *named,
    ]


def _principle() -> Values:
    crosswalk = {"oecd": ["1.1"], "unesco": ["1"], "hleg": ["2"], "acm": ["1.2"]}
    told = "What specimens are asked for."
    return {"id": "specimen-care", "label": "Care for specimens", "definition": told, "crosswalk": crosswalk}


def _origin_group(n: int) -> Values:
    return {
        "id": f"origin-{n}",
        "label": f"Texts with one starting point, {n}",
        "basis": [_word(words.OriginBasis, n), _word(words.OriginBasis, n + 1)],
        "certainty": _word(words.Certainty, n),
        "root_source": f"shared-source-{n}",
        "note": "They share what their basis says.",
    }


# ── sources ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """A source with the sentences that can be quoted from it, by paragraph."""

    values: Values
    sentences: tuple[str, ...]
    firm: tuple[words.Modality, ...]
    """How firmly each sentence says it."""

    @property
    def id(self) -> str:
        """The source's id."""
        return str(self.values["id"])

    @property
    def is_anonymous(self) -> bool:
        """True for a text that names nobody at all."""
        return self.values["publisher"] == "unknown" and self.values.get("origin_group") == "origin-0"

    @property
    def is_foreign(self) -> bool:
        """True when its quotations need a translation."""
        return self.values["language"] not in (None, "en")


def _shared_source(made: Corpus, n: int) -> Values:
    """A source of the registry; the last ones are held as a hash only, and named as what others rely on."""
    text = _text(made, f"shared-source-{n}", n, 2016, strong=n % 2 == 0)
    text.values["language"] = "en"
    made.quotes[n] = text.sentences[text.firm.index(words.Modality.CERTAIN)].rstrip(".")
    if n >= SHARED_SOURCES - 2:
        file = f"{text.id}.txt"
        made.files.pop(f"briefings/_snapshots/{file}")
        snapshot = text.values["snapshot"] | {"coverage": words.Coverage.HASH_ONLY}
        return text.values | {"snapshot": snapshot, "nature": words.Nature.SECONDARY, "via": None}
    return text.values | {"via": [f"shared-source-{SHARED_SOURCES - 1 - n % 2}"]}


def _text(made: Corpus, name: str, n: int, year: int, *, strong: bool) -> Text:
    """A source whose fields take their turn; a strong one is primary, dated, signed and usually reliable."""
    chance = _chance(made, name, n)
    firm = tuple(words.Modality.CERTAIN if strong else _word(words.Modality, n + i) for i in range(9))
    sentences = tuple(_sentence(chance, modality) for modality in firm)
    graded = words.Reliability.B if strong else _turn((*words.Reliability, None), n)
    offline = n % 3 == 2
    coverage = words.Coverage.EXCERPT if n % 7 == 1 else words.Coverage.FULL
    suspicion = words.SyntheticSuspicion.NONE if strong else _word(words.SyntheticSuspicion, n // 2)
    values = {
        "id": name,
        "title": f"Specimen report {name}",
        "publisher": _publisher(n, strong=strong),
        "accessed": f"{year}-12-30",
        "snapshot": _snapshot(made, name, sentences, coverage),
        "url": None if offline else f"https://texts.specimen.example/{name}",
        "archive_url": f"https://archive.specimen.example/{name}",
        "type": _turn(_TYPES, n),
        "author": [f"Specimen Author {n % 90}"] if strong or n % 4 else "none-given",
        "issued": f"{year}-03-04" if strong else _date(n, year),
        "date_clues": ["in the spring"],
        "nature": words.Nature.PRIMARY if strong else _word(words.Nature, n),
        "reliability": graded,
        "reliability_note": "A specimen." if graded else None,
        "synthetic_suspicion": suspicion,
        "synthetic_signals": _signals(suspicion, n),
        "interests": "It sells what it writes about.",
        "access": words.Access.OFFLINE if offline else _turn((words.Access.OPEN, words.Access.PAYWALLED), n),
        "language": "qaa" if n % 11 == 5 and not strong else "en" if n % 2 else None,
        "note": "Nothing here is real.",
    }
    return Text(values, sentences, firm)


def _publisher(n: int, *, strong: bool) -> str:
    if strong or n % 5 in (0, 1):
        return f"specimen-body-{n % corpus.ORGANISATIONS}"
    return "unknown" if n % 5 == 2 else f"Specimen Press {n % 40}"


def _signals(suspicion: words.SyntheticSuspicion, n: int) -> list[str] | None:
    most = {"none": 0, "possible": 3, "likely": 4, "disclosed": 2}[suspicion]
    return [_word(words.SyntheticSignal, n + i) for i in range(most)] or None


def _sentence(chance: random.Random, modality: words.Modality) -> str:
    """A sentence of about twenty words, with a hedge in its middle unless it is certain."""
    some = [chance.choice(corpus.WORDS) for _ in range(20)]
    if modality in _HEDGES:
        some.insert(10, _HEDGES[modality])
    return f"The {' '.join(some)}."


def _snapshot(made: Corpus, name: str, sentences: Sequence[str], coverage: words.Coverage) -> Values:
    excerpt = coverage is words.Coverage.EXCERPT
    lines = [f"[{i}] {s}" if excerpt else s for i, s in enumerate(sentences, start=1)]
    text = "\n".join(lines) + "\n"
    made.files[f"briefings/_snapshots/{name}.txt"] = text
    return {"file": f"{name}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "coverage": coverage}


# ── briefings ─────────────────────────────────────────────────────────────────────────────────────────

_STATES = {
    3: words.Status.DRAFT,
    7: words.Status.EMBARGOED,
    11: words.Status.WITHDRAWN,
    15: words.Status.REMOVED,
}
"""What one in twenty briefings is; all others are published."""
_ANONYMOUS = 9
"""Which one in twenty rests on texts that name nobody."""


def _status(n: int) -> words.Status:
    return _STATES.get(n % 20, words.Status.PUBLISHED)


def _place(made: Corpus, n: int) -> tuple[int, str]:
    """Year and slug of a briefing."""
    chance = _chance(made, "slug", n)
    return (
        2015 + n * 10 // made.count,
        f"specimen-{n}-{chance.choice(corpus.WORDS)}-{chance.choice(corpus.WORDS)}",
    )


def _id(made: Corpus, n: int) -> str:
    year, slug = _place(made, n)
    return f"{year}-{slug}"


def _before(made: Corpus, n: int) -> str | None:
    """The id of the latest published briefing before this one."""
    found = next((m for m in range(n - 1, -1, -1) if _status(m) is words.Status.PUBLISHED), None)
    return None if found is None else _id(made, found)


def _briefing(made: Corpus, n: int) -> None:
    year, slug = _place(made, n)
    status = _status(n)
    path = f"briefings/{year}/{slug}.md"
    life = _life(made, n, year, status)
    if status is words.Status.REMOVED:
        made.files[path] = f"---\n{_written(life)}---\n"
        return
    if status is words.Status.PUBLISHED:
        made.public.append(f"{year}-{slug}")
        if first_day(_date(n, year)):
            made.dated.add(f"{year}-{slug}")
    strong = n % 3 == 0 and n % 20 != _ANONYMOUS
    texts = [
        _text(made, f"{slug}-{letter}", 3 * n + i, year, strong=strong and i < 2)
        for i, letter in enumerate("abc")
    ]
    if not strong and n % 4 == 1:
        texts[:2] = _of_one_origin(made, texts[:2], n)
    shared = f"shared-source-{n % (SHARED_SOURCES - 2)}"
    if n % 20 == _ANONYMOUS:
        texts = [_anonymous(text) for text in texts]
        shared = ""
    entry = {
        **_head(n, year),
        **life,
        **_across(made, n),
        "sources": [*(text.values for text in texts), *([shared] if shared else [])],
        **_content(made, n, year, texts),
        "key_judgements": [_judgement(n, strong=strong), _judgement(n + 2, strong=strong, number=2)],
        "timeline": [
            _moment(n, year),
            {"date": f"{year}-03-04", "text": "A report is made.", "claims": ["c2"]},
        ],
    }
    made.files[path] = f"---\n{_written(entry)}---\n{_body(made, n)}"


def _anonymous(text: Text) -> Text:
    """The text as one that names nobody, and goes back to where its neighbours come from."""
    unsigned = {
        "publisher": "unknown",
        "author": "none-given",
        "issued": "unknown",
        "nature": words.Nature.UNKNOWN,
    }
    return replace(text, values=text.values | unsigned | {"origin_group": "origin-0"})


def _of_one_origin(made: Corpus, texts: Sequence[Text], n: int) -> list[Text]:
    """Two sources that share a paragraph, and so an origin group."""
    shared = texts[0].sentences[8]
    coverage = words.Coverage.FULL
    group = f"origin-{n % len(words.OriginBasis)}"
    found = []
    for text in texts:
        sentences = (*text.sentences, f"Then it says this again: {shared}")
        snapshot = _snapshot(made, text.id, sentences, coverage)
        found.append(
            Text(text.values | {"snapshot": snapshot, "origin_group": group}, text.sentences, text.firm)
        )
    return found


def _head(n: int, year: int) -> Values:
    date = _date(n, year)
    return {
        "title": f"Specimen event {n}: three texts tell of it",
        "event": f"Specimen event {n}",
        "summary": f"Three specimen texts tell of event {n}. Specimen workers bear it. Nothing here is real.",
        "event_date": date,
        "event_date_note": "The texts say so." if any(mark in date for mark in _QUALIFIED) else None,
        "type_of_work": _word(words.TypeOfWork, n),
        "topics": [f"topic-{n % corpus.TOPICS}", f"topic-{(n * 7 + 3) % corpus.TOPICS}"],
        "principles": [_turn(_PRINCIPLES, n)],
        "places": [_turn(_COUNTRIES, n)],
        "same_as": [f"aiid:{n}"],
    }


_PRINCIPLES = ("accountability", "specimen-care", "labour-rights-and-decent-work", "information-integrity")


def _life(made: Corpus, n: int, year: int, status: words.Status) -> Values:
    """Where a file stands in its life, and who answers for it."""
    published = f"{year}-04-{1 + n % 28:02}"
    if status is words.Status.REMOVED:
        told = {
            "date": f"{year}-06-01",
            "ground": _word(words.RemovalGround, n // 20),
            "note": "A person asked for it.",
        }
        return {"status": status, "published": published, "version": 2, "removed": told}
    version = 1 if status is words.Status.EMBARGOED else 0 if status is words.Status.DRAFT else 1 + n % 3
    if status is words.Status.WITHDRAWN:
        version = 2
    days = {v: f"{year}-05-{v:02}" for v in range(2, version + 1)}
    withdrawn = {"date": days.get(2), "reason": "Nothing of it stands.", "replaced_by": _before(made, n)}
    redacted = {
        "affects": "c7",
        "date": days.get(2),
        "ground": _word(words.RemovalGround, n),
        "note": "It named a person.",
    }
    return {
        "editor": ["desk"],
        "reviewer": ["second-reader"] if n % 5 != 1 else "none",
        "ai_use": [_ai_use(n)] if n % 2 else "none",
        "status": status,
        "published": None if status is words.Status.EMBARGOED else published,
        "updated": days.get(version),
        "embargo_until": "2099-01-01T09:00:00+01:00" if status is words.Status.EMBARGOED else None,
        "withdrawn": withdrawn if status is words.Status.WITHDRAWN else None,
        "redactions": [redacted] if n % 3 == 2 and version > 1 else None,
        "version": version,
        "changes": [
            {"version": v, "date": day, "note": "One sentence was made clearer."} for v, day in days.items()
        ]
        or None,
        "corrections": [_correction(n, v, day) for v, day in days.items()] or None,
        "lang": "en-GB",
        "licence": "CC-BY-4.0",
    }


def _correction(n: int, version: int, day: str) -> Values:
    turn = n // 2 + version
    return {
        "id": f"x{version - 1}",
        "date": day,
        "kind": _word(words.CorrectionKind, turn),
        "severity": _word(words.CorrectionSeverity, turn),
        "affects": ["summary", "c1"],
        "was": "Two specimen texts tell of it.",
        "now": "Three specimen texts tell of it.",
        "reason": "One text had been overlooked.",
        "from_version": version - 1,
        "to_version": version,
        "reported_by": _word(words.ReportedBy, turn),
    }


def _ai_use(n: int) -> Values:
    stage = _word(words.AiStage, n // 2)
    return {
        "stage": stage,
        "system": "Specimen Engine",
        "purpose": "A first version.",
        "reviewed_by": "second-reader",
    }


def _across(made: Corpus, n: int) -> Values:
    """What leads to other briefings, and what the file asks to pass over."""
    before = _before(made, n)
    listed = [
        {"rule": "weasel-words", "at": "observers say", "reason": "A quotation.", "by": "second-reader"}
    ]
    asked = {0: {"entry-unused": "The claim is kept for its number."}, 5: listed}
    return {
        "follows": before if n % 6 == 2 else None,
        "related": [before] if before and n % 4 == 3 else None,
        "redirect_from": [f"/old/specimen-{n}/"] if n % 12 == 1 else None,
        "suppress": asked.get(n % 10),
    }


def _judgement(n: int, *, strong: bool, number: int = 1) -> Values:
    """Our assessment of the best supported claim; without strong sources it stays insufficient."""
    confidence = _word(words.Confidence, n // 3) if strong else words.Confidence.INSUFFICIENT
    likely = confidence is not words.Confidence.INSUFFICIENT
    return {
        "id": f"j{number}",
        "text": "The first proposition holds.",
        "claims": ["c1"],
        "confidence": confidence,
        "likelihood": _word(words.Likelihood, n // 3) if likely else None,
        "because": "The texts say so, each in its own words.",
        "would_change": "A document that says otherwise.",
    }


def _moment(n: int, year: int) -> Values:
    date = _date(n, year)
    return {
        "date": f"{year}-03" if date == "unknown" else date,
        "text": "The event is said to begin.",
        "claims": ["c1"],
    }


# ── what a briefing and a digest hold alike ───────────────────────────────────────────────────────────


def _content(made: Corpus, n: int, year: int, texts: Sequence[Text]) -> Values:
    """Claims and everything that rests on them."""
    claims = [_claim(n, i, texts) for i in range(9)]
    shared = n % (SHARED_SOURCES - 2)
    if not texts[0].is_anonymous:
        claims[8]["assertions"].append({"source": f"shared-source-{shared}", "quote": made.quotes[shared]})
    parties = dict.fromkeys(
        party for c in claims if c["adverse"] for party in c["about"] if "workers" not in party
    )
    adverse = [claim["id"] for claim in claims if claim["adverse"]]
    asked = [*parties] or [f"specimen-body-{n % corpus.ORGANISATIONS}"]
    return {
        "claims": claims,
        "stakeholders": _stakeholders(n, texts),
        "takeaways": [_takeaway(n, i, claims) for i in range(len(words.TakeawayKind))],
        "open_questions": [
            {"id": "q1", "text": f"Who wrote specimen {n}?", "claims": [c["id"] for c in claims]},
            {"id": "q2", "text": "Does the first proposition hold?", "claims": ["c1"], "answered_by": "c1"},
        ],
        "gaps": [_gap(n), _gap(n + 4)],
        "watch": [
            {
                "text": "A further text.",
                "date": f"{2030 + n % 9}-05",
                "sign": "It is printed.",
                "outcome": None,
            },
            {
                "text": "A second look.",
                "date": f"{year}-11",
                "sign": "It is held.",
                "outcome": "It was held.",
            },
            {"text": "A third look.", "date": f"{year}-12", "sign": "It is held."},
        ],
        "responses": [_response(n + i, year, adverse, party) for i, party in enumerate(asked)],
    }


def _claim(n: int, i: int, texts: Sequence[Text]) -> Values:
    """The i-th claim of nine. The first is an event that two texts support and none disputes."""
    kind = words.ClaimKind.EVENT if i == 0 else _word(words.ClaimKind, n + i)
    body = f"specimen-body-{n % corpus.ORGANISATIONS}"
    about = _turn(([body], ["specimen-workers-1"], ["specimen-person-1", body]), n + i)
    speakers = ((0, 1), (1, 2), (2, 0))[i % 3]
    second = words.Stance.SUPPORTS if i == 0 else _word(words.Stance, n + i)
    assertions = [
        _assertion(n, i, texts[speakers[0]], words.Stance.SUPPORTS),
        _assertion(n, i, texts[speakers[1]], second),
    ]
    return {
        "id": f"c{i + 1}",
        "text": f"Proposition {i + 1} of specimen {n} holds.",
        "assertions": assertions,
        "kind": kind,
        "about": about,
        "rivals": ["c4"] if i == 2 else None,
        "adverse": i == 1,
        "credibility": 1 + (n + i) % 6,
        "superseded_by": "c1" if i == 7 and n % 4 == 0 else None,
    }


def _assertion(n: int, i: int, text: Text, stance: words.Stance) -> Values:
    """What a text says on the i-th claim: the words of its i-th paragraph."""
    plain = i == 0 and stance is words.Stance.SUPPORTS
    basis = _turn(_DIRECT, n) if plain else _word(words.Basis, n + 2 * i)
    if text.is_anonymous and basis in (words.Basis.OBSERVED, words.Basis.ATTRIBUTED_NAMED):
        basis = words.Basis.HEARSAY
    modality = text.firm[i]
    parts = text.sentences[i].rstrip(".").split()
    hedge = _HEDGES.get(modality)
    return {
        "source": text.id,
        "quote": " ".join(parts[3:16]),
        "hedge": [hedge] if hedge else None,
        "stance": stance,
        "modality": modality,
        "basis": basis,
        "attributed_to": "specimen observers" if basis in _ATTRIBUTED else None,
        "translation": f"What paragraph {i + 1} says, in English" if text.is_foreign else None,
        "translated_by": "second-reader" if text.is_foreign else None,
        "presupposed": i == 5 and n % 2 == 0,
        "locator": _locator(n, i, parts),
    }


def _locator(n: int, i: int, parts: Sequence[str]) -> Values:
    if n % 2:
        return {"para": i + 1}
    return {
        "para": i + 1,
        "prefix": " ".join(parts[1:3]),
        "suffix": " ".join(parts[16:18]),
        "page": str(n + 1),
        "time": f"00:{i:02}:{n % 60:02}",
    }


def _stakeholders(n: int, texts: Sequence[Text]) -> list[Values]:
    voice = _word(words.Voice, n)
    heard = voice is not words.Voice.NONE
    first = {
        "name": f"specimen-workers-{n % corpus.GROUPS}",
        "role": words.StakeholderRole.AFFECTED,
        "named_in": [texts[0].id],
        "stake": "Pay and hours, as in c1.",
        "impact": _impact(n),
        "voice": voice,
        "sought": None if heard else "Nobody was asked; this is a specimen.",
    }
    return [first, *(_other(n, i) for i in range(3))]


def _other(n: int, i: int) -> Values:
    role = _word(words.StakeholderRole, n + i)
    affected = role is words.StakeholderRole.AFFECTED
    name = _turn(
        (f"specimen-body-{(n + i) % corpus.ORGANISATIONS}", "specimen-witness", f"Neighbours of house {n}"), i
    )
    return {
        "name": name,
        "class": _word(words.StakeholderClass, 3 * n + i),
        "role": role,
        "rights_holder": i == 2,
        "named_in": [],
        "stake": "Their own name, as in c2." if affected else None,
        "voice": words.Voice.NONE,
        "sought": "A letter was sent." if affected else None,
    }


def _impact(n: int) -> Values:
    status = _word(words.ImpactStatus, n)
    return {
        "status": status,
        "direction": _word(words.ImpactDirection, n // 4),
        "scale": _word(words.Grade, n // 2),
        "scope": _word(words.Grade, n // 3),
        "remediability": _word(words.Remediability, n // 5),
        "likelihood": _word(words.Likelihood, n // 4) if status is words.ImpactStatus.POTENTIAL else None,
        "claims": ["c1"],
    }


def _takeaway(n: int, i: int, claims: Sequence[Values]) -> Values:
    kind = _word(words.TakeawayKind, i)
    norms = [c["id"] for c in claims if c["kind"] is words.ClaimKind.NORM and not c["superseded_by"]]
    proposal = kind is words.TakeawayKind.PROPOSAL
    return {
        "text": f"If report {i + 1} of event {n} is right, the specimen texts say, then keep a record.",
        "kind": kind,
        "claims": norms or ["c1"] if proposal else [f"c{2 * i + 1}", f"c{2 * i + 2}"] if i < 4 else ["c9"],
        "for": [_word(words.Audience, n + i)],
        "principles": [_turn(_PRINCIPLES, n + i)],
    }


def _gap(n: int) -> Values:
    return {
        "kind": _word(words.GapKind, n),
        "text": "No text tells it.",
        "tried": "Read all three texts.",
        "would_settle": "A dated statement.",
    }


def _response(n: int, year: int, claims: Sequence[str], party: str) -> Values:
    status = _word(words.ResponseStatus, n)
    asked = status is not words.ResponseStatus.NOT_CONTACTED
    answered = status in _ANSWERED
    return {
        "party": party,
        "claims": list(claims),
        "status": status,
        "why": None if asked else "It could not be found.",
        "requested": f"{year}-03-20T09:00:00+01:00" if asked else None,
        "deadline": f"{year}-03-27T18:00:00+01:00" if asked else None,
        "channel": "E-mail" if asked else None,
        "received": f"{year}-03-25T10:00:00+01:00" if answered else None,
        "text": f"This is the answer of specimen {n}, in full." if answered else None,
        "url": f"https://answers.specimen.example/{n}" if answered else None,
    }


def _body(made: Corpus, n: int) -> str:
    """Attributed prose that cites every claim, with a table, a footnote and words from right to left."""
    chance = _chance(made, "body", n)
    cited = ("[c1]", "[c2, c3]", "[c4, c5]", "[c6, c7]", "[c8, c9]")
    told = "\n\n".join(
        f"The first text says this: {corpus.sentence(chance, 20)[:-1]} {ref}." for ref in cited
    )
    return (
        f"## What happened\n\n{told}\n\n| Word | Meaning |\n|---|---|\n| إنسان | a human being |\n\n"
        "One more word[^1].\n\n[^1]: In a footnote: שלום.\n\n"
        f"## Why it matters\n\nAccording to the texts, {corpus.sentence(chance, 30)}\n\n"
        "## Where accounts differ\n\nThe texts give proposition 3 [c3] and proposition 4 [c4].\n\n"
        "## How we worked\n\nWe read three texts.\n"
    )


# ── digests ───────────────────────────────────────────────────────────────────────────────────────────


_DIGEST_STATES = (
    *(words.Status.PUBLISHED, words.Status.WITHDRAWN, words.Status.EMBARGOED),
    *(words.Status.REMOVED, words.Status.DRAFT, words.Status.PUBLISHED),
)


def _digest(made: Corpus, k: int) -> None:
    """A digest of three published briefings, with content of its own."""
    start = k * len(made.public) // max(6, made.count // 10) % (len(made.public) - 3)
    parts = made.public[start : start + 3]
    status = _turn(_DIGEST_STATES, k)
    n = {words.Status.WITHDRAWN: 2, words.Status.PUBLISHED: 6 * (k // 6) + 2}.get(status, k)
    life = _life(made, n, 2025, status)
    path = f"briefings/_digests/2025/specimen-digest-{k}.md"
    if status is words.Status.REMOVED:
        made.files[path] = f"---\n{_written(life)}---\n"
        return
    if life.get("withdrawn"):
        life["withdrawn"]["replaced_by"] = parts[0]
    texts = [
        _text(made, f"digest-{k}-{letter}", 3 * k + i, 2025, strong=False) for i, letter in enumerate("abc")
    ]
    entry = {
        "title": f"Specimen digest {k}: three briefings read together",
        "summary": "Three specimen briefings have little in common. Nothing here is real.",
        "period": "2015/2025",
        "briefings": parts,
        "limits": "Threads t1 to t4 rest on one origin, as all of this was made by one script.",
        "threads": [_thread(kind, i, parts) for i, kind in enumerate(_threads(made, parts), start=1)],
        **life,
        "reviewer": ["second-reader"] if k % 2 == 0 else "none",
        "related": [parts[0]],
        "redirect_from": [f"/old/digest-{k}/"],
        "suppress": {"entry-crowded": "It is a digest."},
        "sources": [*(text.values for text in texts), f"shared-source-{k % (SHARED_SOURCES - 2)}"],
        **_content(made, k, 2025, texts),
    }
    cited = " ".join(f"[c{i}]" for i in range(1, 10))
    made.files[path] = f"---\n{_written(entry)}---\nThe specimen briefings say so {cited}.\n"


def _threads(made: Corpus, parts: Sequence[str]) -> list[words.ThreadKind]:
    """Each kind of thread; a trend only through briefings that all have a date."""
    kinds = list(words.ThreadKind)
    return kinds if made.dated.issuperset(parts) else kinds[:-1]


def _thread(kind: words.ThreadKind, number: int, parts: Sequence[str]) -> Values:
    supports = [f"{part}#c1" for part in parts]
    return {
        "id": f"t{number}",
        "text": f"The texts tell of thread {number}.",
        "kind": kind,
        "supports": [*supports, "#c1"],
    }
