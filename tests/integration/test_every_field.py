"""A site over which every field and every word occurs holds together: no dead link, no parse error, no leak.

Two hundred briefings, or two thousand with `--full`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import every_field
from tests.conftest import NOW
from tests.integration import whole_site

SITE = "https://specimen.example/"
SAMPLE = 60
"""Pages that are parsed strictly: of each kind of page the first ones, and every n-th of the rest."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, full: bool) -> Path:
    """The site root."""
    folder = tmp_path_factory.mktemp("every-field")
    every_field.write(folder, 2000 if full else 200)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The built site."""
    command = [str(Path(sys.executable).with_name("briefpress")), "build", "--now", NOW, "--no-search"]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout[-4000:] + made.stderr[-4000:]
    return root / "site"


def test_every_link_leads_somewhere(site: Path) -> None:
    assert whole_site.broken_links(site, SITE)[:20] == []


def test_a_sample_of_the_pages_has_no_parse_error(site: Path) -> None:
    paths = sorted(whole_site.pages_of(site), key=lambda path: (path.count("/"), path))
    kinds = {path.split("/")[0]: path for path in reversed(paths)}
    some = {*kinds.values(), *paths[:: max(1, len(paths) // SAMPLE)]}
    assert whole_site.parse_errors(site, sorted(some)) == {}


def test_what_is_not_public_leaves_no_trace(root: Path, site: Path) -> None:
    """Neither the titles nor the words of drafts, embargoed and removed briefings stand in any file."""
    hidden = [path for path in sorted((root / "briefings").rglob("*.md")) if _is_hidden(path)]
    assert len(hidden) > 20
    # Of a removed one the address and a notice remain.
    kept = [path for path in hidden if '"removed"' not in path.read_text(encoding="utf-8")]
    public = {path.stem for path in (root / "briefings").rglob("*.md")} - {path.stem for path in kept}
    # A name that others begin with, as digest-8 and digest-80 do, would be found in those.
    words = [path.stem for path in kept if not any(path.stem in name for name in public)]
    assert len(words) > 15
    assert whole_site.traces(site, words)[:20] == []


def _is_hidden(path: Path) -> bool:
    head = path.read_text(encoding="utf-8").split("---")[1]
    return any(f'status: "{word}"' in head for word in ("draft", "embargoed", "removed"))


def test_every_twin_is_json_with_its_claims(site: Path) -> None:
    twins = sorted(site.glob("briefings/*/*/index.json"))
    assert len(twins) > 100
    assert all(len(json.loads(twin.read_text(encoding="utf-8"))["claims"]) >= 9 for twin in twins)
