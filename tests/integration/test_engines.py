"""A site that asks for the other engine: where it is not installed, without end, and where MkDocs builds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefpress.edition.draughtsman import Draughtsman

CONFIG = "site_name: Tiny\ntheme: material\nplugins:\n  - briefpress:\n      engine: zensical\n"
WITHOUT = "import sys; sys.modules['zensical'] = None; from briefpress.__main__ import main; main()"
"""The command in an environment without Zensical."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The smallest site root."""
    for name in ("docs", "briefings"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    return tmp_path


def run(site: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, timeout=90)


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_engine_that_is_not_installed_is_named_with_its_extra(site: Path, command: str) -> None:
    ran = run(site, sys.executable, "-c", WITHOUT, command)
    assert (ran.returncode, ran.stdout) == (2, "")
    expected = "`engine: zensical` in mkdocs.yml needs Zensical; install briefpress[zensical], or take the option out"
    assert expected in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_template_without_end_is_stopped(site: Path) -> None:
    (site / "templates" / "frame").mkdir(parents=True)
    loops = "".join(f"{{% for {name} in range(90000) %}}" for name in "abc") + "{% endfor %}" * 3
    text = f'{{% extends "base.html" %}}{{% block content %}}{loops}{{% endblock %}}'
    (site / "templates" / "frame" / "main.html").write_text(text, encoding="utf-8")
    with Draughtsman(site / "mkdocs.yml", limit=1.5) as draughtsman:
        assert draughtsman.dialect().findings == ()
        draughtsman.begin(site / "drawing")
        [found] = draughtsman.drawn().findings
    assert found.message.startswith("Zensical does not come to an end")
    assert found.message.endswith("and was stopped")


def test_mkdocs_says_that_it_draws_by_itself_and_does(site: Path) -> None:
    ran = run(site, Path(sys.executable).with_name("mkdocs"), "build")
    assert ran.returncode == 0, ran.stderr
    assert (
        "`engine: zensical` holds for briefpress build; here MkDocs and Material draw the site" in ran.stderr
    )
    assert "Material for MkDocs" in (site / "site" / "index.html").read_text(encoding="utf-8")
