"""What docs/ says is true: generated parts are fresh, examples can be published or checked as they stand."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefpress import pipeline
from briefpress.check import Checked
from briefpress.load import settings as load_settings
from briefpress.model.source import Source
from briefpress.publish import read
from briefpress.report import text

ROOT = Path(__file__).resolve().parent.parent
SHORTEST = ROOT / "tests" / "data" / "shortest"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
GUIDE = (ROOT / "docs" / "guide" / "index.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    """What stands in the code block of an example in the guide."""
    match = re.search(rf"<!-- example: {name} begin -->\s*```[a-z]+\n(.*?)```", GUIDE, re.DOTALL)
    assert match is not None, name
    return match[1]


def checked(root: Path, *more: Source) -> Checked:
    """All findings of a site root, with more files than it holds."""
    corpus = read.corpus(root)
    settings, faults = load_settings(Source("mkdocs.yml", (root / "mkdocs.yml").read_bytes()))
    return pipeline.check(replace(corpus, entries=(*corpus.entries, *more)), settings, NOW, faults)


def test_generated_parts_are_fresh() -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "")


def test_the_shortest_briefing_publishes_without_a_warning() -> None:
    found = checked(SHORTEST)
    assert (found.findings, found.bugs) == ((), ())


def test_the_shortest_briefing_is_short() -> None:
    lines = (
        (SHORTEST / "briefings" / "2026" / "briefpress-licence.md").read_text(encoding="utf-8").splitlines()
    )
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100


def test_the_first_draft_has_no_error_and_is_told_what_the_guide_shows() -> None:
    draft = example("first-draft")
    found = checked(ROOT, Source("briefings/2026/first-try.md", draft.encode()))
    told = [f for f in found.findings if f.at.path.endswith("first-try.md")]
    assert [f for f in told if f.is_error] == []
    assert example("finding") in text.findings(told, {"briefings/2026/first-try.md": draft.encode()})
    assert len(draft.splitlines()) <= 27
