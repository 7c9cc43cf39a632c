"""Hooks (`hooks` in mkdocs.yml) that wait, end the process, or start others: told, and nothing is left of them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefpress.edition.draughtsman import Draughtsman
from briefpress.engine import Dialect, Drawn
from tests.integration.desk import SITE, made

COMMAND = (sys.executable, "-m", "briefpress")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a hook, `ours.py`, which the test writes."""
    made(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"{SITE['mkdocs.yml']}hooks: [ours.py]\n", encoding="utf-8")
    return tmp_path


def hook(site: Path, text: str) -> None:
    (site / "ours.py").write_text(text, encoding="utf-8")


def read_and_drawn(site: Path, limit: float = 1.0) -> tuple[Dialect, Drawn]:
    """What the engine's process answers, with less time than editors have."""
    with Draughtsman(site / "mkdocs.yml", limit=limit) as draughtsman:
        dialect = draughtsman.dialect()
        draughtsman.begin(site / "drawing")
        return dialect, draughtsman.drawn()


def test_a_hook_that_waits_when_it_is_read_is_told_at_its_line(site: Path) -> None:
    hook(site, "import time\n\ntime.sleep(600)\n")
    started = time.monotonic()
    dialect, _ = read_and_drawn(site)
    assert [str(f.at) for f in dialect.findings] == ["ours.py:3:1"]
    assert dialect.findings[0].message == "this hook failed: this takes longer than 1 s, and was stopped"
    assert time.monotonic() - started < 15


def test_a_hook_that_waits_while_pages_are_drawn_is_told_at_its_line(site: Path) -> None:
    hook(site, "import subprocess\n\n\ndef on_pre_build(config):\n    subprocess.run(['sleep', '600'])\n")
    dialect, drawn = read_and_drawn(site)
    assert dialect.findings == ()
    assert [str(f.at) for f in drawn.findings] == ["ours.py:5:1"]


def test_a_hook_that_ends_the_process_is_named_once(site: Path) -> None:
    hook(site, "import os\n\nos._exit(3)\n")
    ran = subprocess.run(
        [*COMMAND, "build"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "mkdocs.yml:5:1: error[mkdocs-config]: MkDocs ended in the middle of its work",
        "     5 | hooks: [ours.py]",
        "       | ^",
        "  help: A hook may be to blame: ours.py",
        "Nothing was published; the former site is as it was.",
    ]


def test_without_hooks_something_else_is_to_blame(site: Path) -> None:
    (site / "mkdocs.yml").write_text(f"{SITE['mkdocs.yml']}markdown_extensions: [ending]\n", encoding="utf-8")
    (site / "ending.py").write_text("import os\n\nos._exit(3)\n", encoding="utf-8")
    ran = subprocess.run(
        [*COMMAND, "check"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 1
    assert "mkdocs.yml:1:1: error[mkdocs-config]: MkDocs ended in the middle of its work" in ran.stdout
    assert "help: A plugin or Markdown extension may be to blame" in ran.stdout


def test_what_a_hook_has_started_ends_with_the_build(site: Path) -> None:
    hook(
        site,
        "import subprocess\n\n\ndef on_config(config):\n    config.extra['pid'] = "
        "subprocess.Popen(['sleep', '600'], stdout=-3, stderr=-3).pid\n"
        "    with open('pids', 'a') as pids:\n        print(config.extra['pid'], file=pids)\n",
    )
    ran = subprocess.run(
        [*COMMAND, "build", "--no-search"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 0, ran.stderr
    pids = (site / "pids").read_text(encoding="utf-8").split()
    assert pids
    assert [pid for pid in pids if lives(pid)] == []


def lives(pid: str) -> bool:
    """True for a process that is there and still runs."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] not in ("Z", "X")


def test_nothing_is_left_beside_the_site_when_findings_end_the_build(site: Path) -> None:
    """Though the engine still draws, and writes files, at that moment."""
    hook(
        site,
        "import pathlib\nimport time\n\n\n"
        "def on_config(config):\n    at, end = pathlib.Path(config.site_dir), time.monotonic() + 5\n"
        "    while time.monotonic() < end:\n        at.mkdir(parents=True, exist_ok=True)\n"
        "        (at / str(time.monotonic_ns())).write_text('drawn')\n",
    )
    briefing = site / "briefings/2026/longer-night-shifts.md"
    text = briefing.read_text(encoding="utf-8")
    briefing.write_text(text.replace("topics: [working-time]", "topics: [working-tide]"), encoding="utf-8")
    ran = subprocess.run(
        [*COMMAND, "build"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 1
    time.sleep(0.5)
    assert [path.name for path in site.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("from mkdocs.exceptions import Abort\n\nraise Abort('no thanks')\n", "ours.py:3:1", "no thanks"),
        (
            "from mkdocs.exceptions import Abort\n\n\ndef on_pre_build(config):\n    raise Abort('no thanks')\n",
            "ours.py:5:1",
            "no thanks",
        ),
        (
            "from mkdocs import exceptions as e\n\n\ndef on_page_markdown(x, **_):\n    raise e.PluginError('bad')\n",
            "ours.py:5:1",
            "bad",
        ),
        ("def on_pre_build(config):\n    raise KeyboardInterrupt('stop it')\n", "ours.py:2:1", "stop it"),
        ("import sys\n\n\ndef on_config(config):\n    sys.exit('enough')\n", "ours.py:5:1", "enough"),
    ],
    ids=["abort when read", "abort", "fault of a page", "interrupt", "exit"],
)
def test_a_hook_that_gives_up_is_told_at_its_line(site: Path, text: str, place: str, said: str) -> None:
    hook(site, text)
    ran = subprocess.run(
        [*COMMAND, "build", "--no-search"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"{place}: error[mkdocs-config]: this hook failed: {said}\n")
    assert "Traceback" not in ran.stderr


def test_an_option_of_an_extension_is_told_without_a_traceback(site: Path) -> None:
    options = "markdown_extensions:\n  - toc: {permalnk: true}\n"
    (site / "mkdocs.yml").write_text(SITE["mkdocs.yml"] + options, encoding="utf-8")
    with Draughtsman(site / "mkdocs.yml") as draughtsman:
        found = draughtsman.dialect().findings
    assert [f.message for f in found] == [
        "Config value 'markdown_extensions': Failed to load extension 'toc'. KeyError: 'permalnk'"
    ]


def test_a_record_that_does_not_fit_its_values_is_told_as_it_is(site: Path) -> None:
    hook(site, "import logging\n\nlogging.getLogger('mkdocs.ours').warning('%d pages', 'many')\n")
    dialect, _ = read_and_drawn(site, limit=10)
    assert [f.message for f in dialect.findings] == ["%d pages"]


def test_what_a_hook_prints_is_no_part_of_the_answer(site: Path) -> None:
    hook(site, "import os\n\nprint('HELLO')\nos.system('echo HELLO')\n")
    ran = subprocess.run(
        [*COMMAND, "check", "--format", "json"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert (ran.returncode, ran.stdout) == (0, "[]\n")
    assert ran.stderr.count("HELLO") == 2


def test_a_link_out_of_the_site_is_not_published(site: Path) -> None:
    hook(site, "")
    (site / "docs" / "host.txt").symlink_to("/etc/hostname")
    ran = subprocess.run(
        [*COMMAND, "build", "--no-search"], cwd=site, capture_output=True, text=True, check=False, timeout=90
    )
    assert ran.returncode == 1
    assert "docs/host.txt is a link that leads out of the site's folder" in ran.stderr
    assert not (site / "site").exists()
