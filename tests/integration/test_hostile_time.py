"""Texts that are made to take long or to end the process: told at their place, within seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [str(Path(sys.executable).with_name("briefpress"))]
TEXTS = {
    "brackets": ("[" * 20_000, "input-too-slow"),
    "links": ("[a](" * 20_000, "input-too-slow"),
    "nested list": ("\n" + "".join("    " * n + "- a\n" for n in range(300)), "input-depth"),
    "nested quotation": (">" * 3_000 + "a", ""),
    "stars": ("*a **a " * 10_000, ""),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_body_is_told_at_its_place_or_rendered(first_edition: Path, name: str) -> None:
    text, rule = TEXTS[name]
    path = "briefings/2026/meta-employee-data.md"
    with (first_edition / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    command = [*COMMAND, "check", "--format", "text"]
    ran = subprocess.run(command, cwd=first_edition, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == (1 if rule else 0), ran.stderr
    assert f"error[{rule}]" in ran.stdout or not rule
    assert path in ran.stdout or not rule


LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize("template", ["briefing.html", "topic.html", "feed.xml", "partials/slot-latest.html"])
def test_a_template_without_end_is_stopped_at_its_line(first_edition: Path, template: str) -> None:
    own = first_edition / "templates" / template
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"One.\n{LOOP}\n", encoding="utf-8")
    command = [*COMMAND, "build", "--no-search"]
    ran = subprocess.run(command, cwd=first_edition, capture_output=True, text=True, check=False, timeout=90)
    assert ran.returncode == 1, ran.stderr
    assert f"templates/{template}:2:1: error[template-too-slow]" in ran.stderr
    assert not (first_edition / "site").exists()


ENDLESS = {
    "templates/frame/main.html": (
        '{% extends "base.html" %}\n{% block content %}\n' + LOOP + "{% endblock %}",
        3,
    ),
    "ours.py": ("def on_pre_page(page, config, files):\n    while True:\n        len([])\n", 3),
}


@pytest.mark.parametrize("path", ENDLESS)
def test_what_is_drawn_without_end_is_stopped_at_its_line(smallest: Path, path: str) -> None:
    text, line = ENDLESS[path]
    (smallest / path).parent.mkdir(parents=True, exist_ok=True)
    (smallest / path).write_text(text, encoding="utf-8")
    with (smallest / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [ours.py]\n" if path == "ours.py" else "")
    command = [*COMMAND, "build", "--no-search"]
    ran = subprocess.run(command, cwd=smallest, capture_output=True, text=True, check=False, timeout=90)
    assert ran.returncode == 1, ran.stderr
    assert f"{path}:{line}:1: error" in ran.stderr or f"{path}:{line - 1}:1: error" in ran.stderr
    assert "takes longer than 10 s, and was stopped" in ran.stderr
    assert not (smallest / "site").exists()


BOMBS = [
    "{{ 9 ** (9 ** 9) }}",
    "{{ ('a' * 10 ** 10) | length }}",
    "{{ 'a' | center(10 ** 10) }}",
    "{{ '{:>10000000000}'.format(1) }}",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_template_that_fills_the_memory_is_told_at_its_line(smallest: Path, bomb: str) -> None:
    (smallest / "templates").mkdir()
    (smallest / "templates/questions.html").write_text(f"One.\n{bomb}\n", encoding="utf-8")
    (smallest / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    own = smallest / "templates/listing.html"
    own.write_text(f"One.\n{bomb}\n", encoding="utf-8")
    command = [*COMMAND, "build", "--no-search"]
    ran = subprocess.run(command, cwd=smallest, capture_output=True, text=True, check=False, timeout=90)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 1, ran.stderr
    assert ":2:1: error[template-invalid]" in ran.stderr
