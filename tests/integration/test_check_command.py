"""`briefpress check` as editors, scripts and continuous integration run it: forms, streams, exit status."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.desk import BASE, MAIN, made

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("text", "json", "github", "sarif")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one briefing, which nothing is wrong with."""
    return made(tmp_path)


def check(
    site: Path, *words: str, package: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in the site's folder; of another copy of the package, where one is named."""
    command = [sys.executable, "-m", "briefpress", "check", *words, "--now", "2026-11-21T12:00:00Z"]
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PYTHONPATH")}
    if package is not None:
        env["PYTHONPATH"] = str(package)
    env |= environment
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, env=env)


def edit(site: Path, old: str, new: str, path: str = MAIN) -> None:
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def rules(printed: str, form: str) -> list[str]:
    """The rules that a form names, each as often as it does; fails where it is not that form."""
    if form == "json":
        return [one["rule"] for one in json.loads(printed)]
    if form == "sarif":
        return [one["ruleId"] for one in json.loads(printed)["runs"][0]["results"]]
    if form == "github":
        assert all(line.startswith(("::error ", "::warning ")) for line in printed.splitlines())
        return [line.partition("title=")[2].partition("::")[0] for line in printed.splitlines()]
    return [line.partition("[")[2].partition("]")[0] for line in printed.splitlines() if line[:1] != " "]


# ── exit status and streams ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", FORMS)
def test_exit_status_and_streams_in_every_form(site: Path, form: str) -> None:
    """0 with nothing or warnings, 1 with warnings under --strict and with errors; results on standard output alone."""
    clean = check(site, "--format", form)
    assert (clean.returncode, rules(clean.stdout, form)) == (0, [])
    assert clean.stderr == "1 file checked: nothing found.\n"
    edit(site, "before they plan.", "before they plan, which is historic.")
    warned = check(site, "--format", form)
    assert (warned.returncode, rules(warned.stdout, form)) == (0, ["booster-words"])
    strict = check(site, "--format", form, "--strict")
    assert (strict.returncode, rules(strict.stdout, form)) == (1, ["booster-words"])
    edit(site, "topics: [working-time]", "topics: [working-tide]")
    failed = check(site, "--format", form)
    assert failed.returncode == 1
    assert "reference-unresolved" in rules(failed.stdout, form)
    assert failed.stderr.startswith("1 file checked: 1 error, ")


@pytest.mark.parametrize(
    "words", [["--format", "xml"], ["nowhere.md"], ["--todo", "nowhere.md"], ["-f", "no.yml"]]
)
def test_wrong_use_is_2_and_prints_no_results(site: Path, words: list[str]) -> None:
    ran = check(site, *words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip()


def test_text_shows_the_line_and_colour_is_for_those_who_ask(site: Path) -> None:
    """Nothing but plain text goes into a pipe; NO_COLOR is about what nobody asked for by option."""
    edit(site, "topics: [working-time]", "topics: [working-tide]")
    plain = check(site, MAIN).stdout
    assert "    12 | topics: [working-tide]\n       |          ^\n  help: " in plain
    assert "\x1b" not in plain
    assert "\x1b[1;31merror" in check(site, MAIN, "--color", "always", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour(site: Path, environment: dict[str, str], coloured: bool) -> None:
    """Unless it cannot show any, or its owner wants none (no-color.org)."""
    edit(site, "topics: [working-time]", "topics: [working-tide]")
    reading, terminal = pty.openpty()
    env = (
        {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        | {"TERM": "xterm"}
        | environment
    )
    command = [sys.executable, "-m", "briefpress", "check", MAIN]
    ran = subprocess.run(command, cwd=site, env=env, stdout=terminal, stderr=subprocess.PIPE, check=False)
    os.close(terminal)
    printed = os.read(reading, 10_000).decode()
    os.close(reading)
    assert ran.returncode == 1
    assert "reference-unresolved" in printed
    assert ("\x1b[" in printed) == coloured


def test_check_imports_no_more_than_it_needs(site: Path) -> None:
    """It is run after each save: what one form or another command needs stays on the disk."""
    told = check(site, PYTHONPROFILEIMPORTTIME="1").stderr
    modules = {
        line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")
    }
    assert "briefpress.report.text" in modules
    unneeded = {"rich", "briefpress.report.sarif", "briefpress.report.todo"}
    assert not unneeded & modules


def test_a_build_that_stops_shows_the_line_as_well(site: Path) -> None:
    """On standard error, as it has no results."""
    edit(site, "topics: [working-time]", "topics: [working-tide]")
    command = [sys.executable, "-m", "briefpress", "build", "--site-dir", str(site / "site"), "--no-search"]
    ran = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "    12 | topics: [working-tide]\n       |          ^\n  help: " in ran.stderr


# ── which findings, and what else is said ─────────────────────────────────────────────────────────────


def test_paths_choose_by_place_and_by_related_place(site: Path) -> None:
    """A finding in one file that is about another is printed for both."""
    draft = BASE[MAIN].replace("status: published\n", "").replace("published: 2026-07-01\n", "")
    (site / "briefings/2026/longer-days.md").write_text(draft.replace("version: 1\n", ""), encoding="utf-8")
    edit(site, "editor: [desk]", "editor: [desk]\nrelated: [2026-longer-days]")
    for path in (MAIN, "briefings/2026/longer-days.md", "briefings/2026"):
        assert "embargo-leak" in rules(check(site, path).stdout, "text")
    assert "embargo-leak" not in rules(check(site, "briefings/_registry").stdout, "text")


def test_a_language_without_word_lists_is_told(site: Path) -> None:
    edit(site, "ai_use: none", "ai_use: none\nlang: cy")
    told = check(site).stderr
    assert 'No word lists for "cy": ' in told
    assert "weasel-words" in told
    assert f"looked at nothing in {MAIN}." in told


def test_todo_is_what_publishing_still_needs_in_working_order(site: Path) -> None:
    """A draft that has no error is told what it would have as a published file; then that nothing is left."""
    edit(site, "status: published", "status: draft")
    edit(site, "principles: [labour-rights-and-decent-work]\n", "")
    edit(site, "stake: Sleep, pay and the way home; see c1.", "importance: not-known")
    assert check(site, MAIN).returncode == 1  # an unknown field is an error in drafts too
    edit(site, "    importance: not-known\n", "")
    assert check(site, MAIN).returncode == 0
    listed = check(site, "--todo", MAIN)
    assert listed.returncode == 1
    steps = [line for line in listed.stdout.splitlines() if line[:1].isdigit()]
    assert steps == ["1. Say whom it touches", "2. Draw what to take away"]
    assert 'required field "stakeholders[0].stake" is missing' in listed.stdout
    edit(site, "role: affected", "role: affected\n    stake: Sleep, pay and the way home.")
    edit(site, "topics:", "principles: [labour-rights-and-decent-work]\ntopics:")
    done = check(site, "--todo", MAIN)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"{MAIN} needs nothing more.")
    assert "briefpress release" in done.stdout
    assert (site / MAIN).read_text(encoding="utf-8").count("status: draft") == 1


def test_sarif_names_what_a_file_lets_stand(site: Path) -> None:
    edit(site, "before they plan.", "before they plan, which is historic.")
    edit(site, "ai_use: none", "ai_use: none\nsuppress: {booster-words: It is the court’s word.}")
    ran = check(site, "--format", "sarif", "--strict")
    assert ran.returncode == 0
    (result,) = json.loads(ran.stdout)["runs"][0]["results"]
    assert [one["justification"] for one in result["suppressions"]] == ["It is the court’s word."]


# ── a fault of ours ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """The package with one rule more, which finds one thing and then fails; `src` is what Python imports from."""
    root = tmp_path / "package"
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "templates").symlink_to(ROOT / "templates")
    for folder in ("docs/rules", "tests/cases/rules"):
        (root / folder).mkdir(parents=True)
    new_rule = [sys.executable, str(ROOT / "scripts" / "new_rule.py"), "rule-that-fails", "--root", str(root)]
    subprocess.run(new_rule, check=True, capture_output=True)
    module = root / "src" / "briefpress" / "check" / "rules" / "rule_that_fails.py"
    text = module.read_text(encoding="utf-8")
    line = '    raise LookupError(f"no place for {subject.document.slug}")\n'
    module.write_text(text.replace("\n\nRULE", f"{line}\n\nRULE", 1), encoding="utf-8")
    return root / "src"


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_that_raises_is_told_apart_from_a_fault_of_the_file(
    site: Path, failing: Path, form: str
) -> None:
    """Exit status 2, with the rule, the file and a request; what else was found is printed all the same."""
    edit(site, "before they plan.", "before they plan, which is historic.")
    ran = check(site, "--format", form, package=failing)
    assert ran.returncode == 2
    assert rules(ran.stdout, form) == ["rule-that-fails", "booster-words"]
    assert f"{MAIN}: briefpress itself failed in rule rule-that-fails." in ran.stderr
    assert "This is not a fault of your file." in ran.stderr
    assert "please report it" in ran.stderr
    assert "LookupError: no place for longer-night-shifts" in ran.stderr


# ── each fault once, and at its place ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["http://[bad", "bad", "5", "[x]"])
def test_an_address_that_mkdocs_refuses_too_is_told_once(site: Path, url: str) -> None:
    edit(site, "site_url: https://desk.example/", f"site_url: {url}", "mkdocs.yml")
    told = json.loads(check(site, "--format", "json").stdout)
    assert [(f["path"], f["line"], f["rule"]) for f in told] == [("mkdocs.yml", 2, "field-type")]


def test_what_stands_in_place_of_a_template_is_told_without_a_line_of_ours(site: Path) -> None:
    (site / "templates/briefing.html").mkdir(parents=True)
    (site / "templates/topic.html").write_bytes(b"one\n\xff\xfe\n")
    told = check(site).stdout
    assert "templates/briefing.html:1:1: error[input-not-a-file]" in told
    assert "templates/topic.html:" in told
    assert "{#" not in told
