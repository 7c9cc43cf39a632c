"""How often the rules that read our own prose err, measured over neutral sentences and printed on their pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress.check import Subject, check_file
from briefpress.check.registry import RULES
from briefpress.check.rule import Weight
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.settings import Settings
from briefpress.model.source import Source

ROOT = Path(__file__).parents[3]
KINDS: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "neutral" / "prose.yml").read_text(encoding="utf-8")
)
BASE: dict[str, str] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
)
SENTENCES = [(kind, sentence) for kind, held in KINDS.items() for sentence in held["sentences"]]
PATH = "briefings/2026/longer-night-shifts.md"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
READ = (
    "contested-in-headline",
    "flat-restatement",
    "motive-in-site-voice",
    "weasel-words",
    "booster-words",
    "name-unregistered",
)
ALLOWED = 0.02
"""Above this rate a rule must not stop publishing."""


def _briefing(kind: str, sentence: str, *, disputed: bool = False) -> str:
    """The briefing with this sentence as its summary and in its body, and the kind's claims weakly supported."""
    held = KINDS[kind]
    against = {"source": "cleaners-statement", "stance": "disputes", "quote": "About thirty of us work them"}
    claims = [
        {
            "id": f"c{number}",
            "text": text,
            "kind": "event",
            "assertions": [
                {
                    "source": "cleaners-statement",
                    "quote": "our night shifts end an hour later",
                    "modality": "possible",
                },
                *([dict(against)] if disputed else []),
            ],
        }
        for number, text in enumerate(held["claims"], start=1)
    ]
    front = yaml.safe_load(BASE[PATH].split("---\n")[1])
    front |= {"summary": sentence, "claims": claims, "title": "A title", "event": "An event", "takeaways": []}
    front |= {"event_date": "2026-06", "published": "2026-07-01"}
    front["stakeholders"] += [{"name": name, "class": "company", "role": "actor"} for name in held["names"]]
    written = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    return f"---\n{written}---\n## What happened\n\n{sentence}\n"


@cache
def alarms() -> dict[str, list[str]]:
    """Rule -> the sentences that it finds fault with."""
    registry = load_registry(
        [Source(p, t.encode()) for p, t in BASE.items() if "_registry" in p],
        [Source(p, t.encode()) for p, t in BASE.items() if "_snapshots" in p],
    )[0]
    told: dict[str, list[str]] = {rule: [] for rule in READ}
    for kind, sentence in SENTENCES:
        found: set[str] = set()
        for disputed in (False, True):
            text = _briefing(kind, sentence, disputed=disputed)
            document = load_document(Source(PATH, text.encode()))
            assert not document.faults, document.faults
            subject = Subject(document, registry, gather(document, registry), Settings("Cases"), NOW)
            found |= {finding.rule for finding in check_file(subject).findings}
        for rule in found & told.keys():
            told[rule].append(sentence)
    return told


def test_the_sentences_are_enough_and_of_several_kinds() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) >= 200
    assert len(KINDS) >= 5


def test_the_claims_are_weak() -> None:
    """Else flat-restatement would have nothing to look for."""
    kind = "local news"
    told = _briefing(kind, "The council switched the street lamps to sensors.")
    document = load_document(Source(PATH, told.encode()))
    registry = load_registry([Source(p, t.encode()) for p, t in BASE.items() if "_registry" in p], [])[0]
    subject = Subject(document, registry, gather(document, registry), Settings("Cases"), NOW)
    assert "flat-restatement" in {finding.rule for finding in check_file(subject).findings}


@pytest.mark.parametrize("rule", READ)
def test_the_rate_is_on_the_page_and_decides_the_weight(rule: str) -> None:
    """Each page prints what is measured here; a rule that errs more often only warns."""
    count = len(alarms()[rule])
    rate = count / len(SENTENCES)
    printed = f"{count} of {len(SENTENCES)} neutral sentences ({100 * rate:.1f} %)"
    page = (ROOT / "docs" / "rules" / f"{rule}.md").read_text(encoding="utf-8")
    assert printed in re.sub(r"\s+", " ", page), f"{printed}: {alarms()[rule]}"
    weight = next(one.weight for one in RULES if one.id == rule)
    assert rate <= ALLOWED or weight is Weight.WARNING
