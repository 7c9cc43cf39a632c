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
