"""How often the rules that read quotations and references err, measured over neutral sentences and printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from briefpress.check import Subject, check_file
from briefpress.check.registry import RULES
from briefpress.check.rule import Weight
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import Source

ROOT = Path(__file__).parents[3]
KINDS: dict[str, list[str]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "neutral" / "quotations.yml").read_text(encoding="utf-8")
)
SENTENCES = [sentence for kind in KINDS.values() for sentence in kind]
BASE: dict[str, str] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
)
PATH = "briefings/2026/longer-night-shifts.md"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ALLOWED = 0.02
"""Above this rate a rule must not stop publishing."""


def _registry() -> Registry:
    return load_registry([Source(p, t.encode()) for p, t in BASE.items() if "_registry" in p], [])[0]


REGISTRY = _registry()


def _told(text: str, rule: str) -> bool:
    document = load_document(Source(PATH, text.encode()))
    subject = Subject(document, REGISTRY, gather(document, REGISTRY), Settings("Cases"), NOW)
    return rule in {finding.rule for finding in check_file(subject).findings}


def _quoted(sentence: str) -> str:
    """The briefing with this sentence as its quotation."""
    quote = '"our night shifts end an hour later"'
    assert quote in BASE[PATH]
    return BASE[PATH].replace(quote, "'" + sentence.replace("'", "''") + "'")


RIVAL = "  - {id: c2, text: Something else holds., rivals: [c1], assertions: []}\nstakeholders:\n"


def _weighed(sentence: str) -> str:
    """The briefing with this sentence in its body, and both rivals cited."""
    text = BASE[PATH].replace("stakeholders:\n", RIVAL)
    return text.replace("end an hour later [c1].", f"end an hour later [c1]. {sentence[:-1]} [c2].")


def _found() -> list[str]:
    """The neutral sentences of the specimen's snapshots, which were not written for any rule of this kind."""
    files = sorted((ROOT / "examples" / "specimen" / "briefings" / "_snapshots").glob("*.txt"))
    lines = (line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines())
    split = (sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s+", line))
    return [s for s in split if len(s.split()) >= 3 and not s.startswith(SOFTENED)]


SOFTENED = (
    "Experts say that doubled bills could",
    "It may be switched off",
    "Reports suggest",
    "The cameras were likely",
    "Insiders point to",
    "Ellerby Logistics may change",
)
"""What softens indeed, judged by reading; permission ("drivers may ask") does not."""


def _rate(wrong: list[str], among: list[str]) -> str:
    return f"{len(wrong)} of {len(among)} ({100 * len(wrong) / len(among):.1f} %)"


@pytest.mark.parametrize(("rule", "put"), [("hedge-dropped", _quoted), ("rivals-one-sided", _weighed)])
def test_the_rate_of_false_alarms_is_printed(rule: str, put: Callable[[str], str]) -> None:
    """At most one sentence in fifty in either set, unless the rule only warns; its page says how many."""
    assert len(SENTENCES) == len(set(SENTENCES)) >= 200
    assert min(map(len, KINDS.values())) >= 20
    found = _found()
    sets = {"written for this": SENTENCES, "found in the specimen": found}
    wrong = {name: [s for s in among if _told(put(s), rule)] for name, among in sets.items()}
    weight = next(r.weight for r in RULES if r.id == rule)
    worst = max(len(wrong[name]) / len(among) for name, among in sets.items())
    assert worst <= ALLOWED or weight is Weight.WARNING, wrong
    page = " ".join((ROOT / "docs" / "rules" / f"{rule}.md").read_text(encoding="utf-8").split())
    told = f"{_rate(wrong['written for this'], SENTENCES)} neutral sentences written for the test"
    assert f"False alarms: {told}" in page
    assert f"{_rate(wrong['found in the specimen'], found)} found in the specimen’s sources" in page


def test_the_measure_would_see_an_alarm() -> None:
    """What the rules are for is told, put in the same way."""
    assert _told(_quoted("The film was likely dropped."), "hedge-dropped")
    assert _told(_weighed("Nothing.").replace("[c2]", ""), "rivals-one-sided")
