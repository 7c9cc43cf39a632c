"""From `briefpress new` to a published briefing, and what is asked on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefpress import edition
from tests.integration.desk import BASE, MAIN, SITE, made
from tests.test_desk_cases import ran

NOW = "2026-11-21T12:00:00Z"
MOST = 15
"""Values that an editor types from `new` to a published briefing with one held source."""
DRAFT = "briefings/2026/example-tower.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a registered source whose text is held, and no briefing."""
    return made(tmp_path, {path: text for path, text in (BASE | SITE).items() if path != MAIN})


class Editor:
    """Types values, and counts them; `accept` takes away the sign before a line that is written already."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.typed: list[str] = []

    def type(self, value: str) -> str:
        """A value that the editor types."""
        self.typed.append(value)
        return value

    def fill(self, field: str, value: str) -> None:
        """Writes a value behind a key of the draft, in place of the comment that asks for it."""
        text = (self.root / DRAFT).read_text(encoding="utf-8")
        before, key, after = text.partition(f"{field}:  #")
        assert key, field
        rest = after.partition("\n")[2]
        (self.root / DRAFT).write_text(f"{before}{field}: {self.type(value)}\n{rest}", encoding="utf-8")

    def accept(self, line: str) -> None:
        """Takes the `# ` away from before a line."""
        text = (self.root / DRAFT).read_text(encoding="utf-8")
        assert text.count(f"# {line}") == 1
        (self.root / DRAFT).write_text(text.replace(f"# {line}", line), encoding="utf-8")

    def write_below(self, heading: str, words: str) -> None:
        """Writes a text below a heading."""
        text = (self.root / DRAFT).read_text(encoding="utf-8")
        (self.root / DRAFT).write_text(
            text.replace(f"{heading}\n", f"{heading}\n\n{self.type(words)}\n"), encoding="utf-8"
        )


def test_from_new_to_published_an_editor_types_at_most_fifteen_values(site: Path) -> None:
    """What a command prints to be copied, and what stands in the draft already, is not typed."""
    editor = Editor(site)
    asked = {
        "--title": "Example Tower: cleaners say their night shifts end an hour later",
        "--what-happened": "The cleaners’ association says that night shifts end an hour later.",
        "--source": "cleaners-statement",
        "--topic": "working-time",
    }
    answers = " ".join(f'{option} "{editor.type(value)}"' for option, value in asked.items())
    status, written, then = ran(f"new briefing {answers}", site)
    assert (status, written) == (0, f"{DRAFT}\n")
    command = next(line for line in then.splitlines() if "quote" in line).strip().removeprefix("briefpress ")
    words = editor.type("night shifts end")
    assert ran(command.replace("some words", words), site)[0] == 0
    editor.fill(
        "summary", "The cleaners’ association says night shifts end an hour later; we hold its statement."
    )
    editor.fill("principles", "[labour-rights-and-decent-work]")
    editor.fill("ai_use", "none")
    editor.fill("    text", "Night shifts at Example Tower end an hour later.")
    editor.fill("  - name", "Night cleaners at Example Tower")
    editor.fill("    class", "own-workforce")
    editor.fill("    stake", "Sleep and the way home; see c1.")
    editor.fill("    sought", "Nobody was asked yet.")
    editor.fill("    text", "The statement says when night shifts end, and not why.")
    editor.write_below("## Why it matters", "Working hours decide over sleep and the last train home.")
    for line in ("status: published", "published: 2026-11-21", "version: 1"):
        editor.accept(line)
    released = edition.release(site / "mkdocs.yml", now=datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert [f"{f.at}: {f.message}" for f in released.findings if f.is_error] == []
    assert released.done
    assert "briefings/_published.lock.yml" in released.written
    assert len(editor.typed) <= MOST


def on_a_terminal(root: Path, command: str, *answers: str) -> subprocess.CompletedProcess[str]:
    """The command with these answers typed on a terminal."""
    master, slave = pty.openpty()
    try:
        os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
        return subprocess.run(
            [sys.executable, "-m", "briefpress", *command.split()],
            cwd=root,
            stdin=slave,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(slave)
        os.close(master)


def test_on_a_terminal_five_questions_are_asked_and_a_wrong_answer_once_more(site: Path) -> None:
    title = "Example Tower: cleaners say their night shifts end an hour later"
    sentence = "The cleaners say that night shifts end later."
    answers = (title, "", sentence, "cleaners-statment", "cleaners-statement", "")
    asked = on_a_terminal(site, f"new briefing --now {NOW}", *answers)
    assert (asked.returncode, asked.stdout) == (0, f"{DRAFT}\n")
    questions = ("Title", "Event", "What is said", "Sources", "Topics")
    assert [asked.stderr.count(question) for question in questions] == [1, 1, 1, 2, 1]
    assert (
        'names "cleaners-statment", which is not registered; did you mean "cleaners-statement"?'
        in asked.stderr
    )
    text = (site / DRAFT).read_text(encoding="utf-8")
    assert 'event: "Example Tower"\n' in text
    assert "sources: [cleaners-statement]\n" in text


def test_a_terminal_that_is_closed_leaves_nothing(site: Path) -> None:
    before = sorted(site.rglob("*"))
    asked = on_a_terminal(site, "new topic", "\x04")
    assert asked.returncode == 2
    assert sorted(site.rglob("*")) == before
