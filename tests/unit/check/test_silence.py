"""Which rules are silent for want of word lists, and that each says so of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import yaml

from briefpress.check import Subject, check_file
from briefpress.check import rules as rule_modules
from briefpress.check.registry import RULES
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.finding import Silence
from briefpress.model.settings import Settings
from briefpress.model.source import Source

BASE: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
)
PATH = "briefings/2026/longer-night-shifts.md"


def silent(text: str, sources: str = "") -> tuple[Silence, ...]:
    files = {p: t for p, t in BASE.items() if "_registry" in p or "_snapshots" in p}
    if sources:
        files["briefings/_registry/sources.yml"] = sources
    registry, _ = load_registry(
        [Source(p, t.encode()) for p, t in files.items() if "_registry" in p],
        [Source(p, t.encode()) for p, t in files.items() if "_snapshots" in p],
    )
    document = load_document(Source(PATH, text.encode()))
    settings = Settings("Cases", "https://cases.example/")
    now = datetime(2026, 11, 21, tzinfo=UTC)
    return check_file(Subject(document, registry, gather(document, registry), settings, now)).silent


def test_a_rule_that_uses_word_lists_says_so() -> None:
    """Its module asks for the lists of a language, or is not marked."""
    assert rule_modules.__file__ is not None
    folder = Path(rule_modules.__file__).parent
    for rule in RULES:
        text = (folder / f"{rule.id.replace('-', '_')}.py").read_text(encoding="utf-8")
        uses = "briefpress.check.language" in text or "import word_list" in text
        assert rule.worded == uses, rule.id


def test_a_language_with_lists_silences_nobody() -> None:
    assert silent(BASE[PATH]) == ()


def test_all_of_them_are_silent_on_a_text_in_another_language() -> None:
    worded = tuple(sorted(rule.id for rule in RULES if rule.worded))
    found = silent(BASE[PATH].replace("ai_use: none", "ai_use: none\nlang: cy"))
    assert found == (Silence(PATH, "cy", worded),)


def test_a_source_in_another_language_silences_the_rule_on_its_quotations_alone() -> None:
    sources = BASE["briefings/_registry/sources.yml"].replace(
        "nature: primary", "nature: primary\n    language: fr"
    )
    assert silent(BASE[PATH], sources) == (Silence(PATH, "fr", ("hedge-dropped",)),)
