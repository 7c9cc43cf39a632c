"""A page that readers have does not go from a target, even when it was deleted together with its lines of the lock."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefpress.plan import published
from briefpress.plan.published import Digested, Edition, Shown
from briefpress.publish import folder_target, git_target
from briefpress.publish.target import Branch, Folder, Outcome, Ready, Refused, Terms
from tests.integration.publishing import terms, tree

Publish = Callable[[Ready, Terms], Outcome]


def ready(folder: Path, *slugs: str, pages: tuple[str, ...] = ()) -> Ready:
    """An edition with a page for each slug; `pages` are those among them that are none, but redirects or notices."""
    files = {"index.html": b"home"} | {f"{at(slug)}index.html": slug.encode() for slug in (*slugs, *pages)}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    shown = tuple(Shown(f"2026-{slug}", at(slug), 1) for slug in slugs)
    made = Edition({path: Digested.of(content) for path, content in files.items()}, shown)
    (folder / "data").mkdir()
    (folder / published.MANIFEST).write_bytes(published.text(made))
    return Ready(folder, made, published.text(made))


def at(slug: str) -> str:
    """The address of a page."""
    return f"briefings/2026/{slug}/"


def to_folder(place: Path) -> tuple[Publish, Callable[[], object]]:
    """Publishing into a folder, and everything that lies there."""
    return lambda edition, how: folder_target.publish(Folder(place), edition, how), lambda: tree(place)


def to_branch(place: Path) -> tuple[Publish, Callable[[], object]]:
    """Publishing to a branch, and where it is."""
    subprocess.run(["git", "init", "--quiet", "--bare", place], check=True)
    heads = ["git", "for-each-ref", "--format=%(objectname)"]
    return (
        lambda edition, how: git_target.publish(Branch(str(place)), edition, how),
        lambda: subprocess.run(heads, cwd=place, capture_output=True, check=True).stdout,
    )


@pytest.mark.parametrize("kind", [to_folder, to_branch])
def test_a_page_that_readers_have_is_not_taken_away(
    tmp_path: Path, kind: Callable[[Path], tuple[Publish, Callable[[], object]]]
) -> None:
    """Nothing is sent, nor planned; a redirect or notice at its address is enough, and going back stays possible."""
    publish, there = kind(tmp_path / "target")
    both = ready(tmp_path / "both", "a-film", "night-shifts")
    one = ready(tmp_path / "one", "night-shifts")
    publish(both, terms())
    before = there()
    for dry in (False, True):
        said: list[str] = []
        with pytest.raises(Refused, match=r"has nothing: briefings/2026/a-film/; nothing was published"):
            publish(one, terms(dry=dry, said=said))
        assert (there(), said) == (before, [])
    publish(ready(tmp_path / "notice", "night-shifts", pages=("a-film",)), terms())
    assert there() != before


def test_the_message_names_ten_addresses_and_what_to_do(tmp_path: Path) -> None:
    """As when another site is published to the same target."""
    to = Folder(tmp_path / "target")
    folder_target.publish(to, ready(tmp_path / "many", *(f"event-{n:02}" for n in range(12))), terms())
    with pytest.raises(Refused) as told:
        folder_target.publish(to, ready(tmp_path / "other", "night-shifts"), terms())
    said = str(told.value)
    assert "briefings/2026/event-09/ and 2 more;" in said
    assert "event-10" not in said
    assert "briefings/_published.lock.yml" in said
    assert "`briefpress remove`" in said
    assert "empty the target first" in said


def test_a_live_release_in_disguise_is_asked_all_the_same(tmp_path: Path) -> None:
    """Where a folder of the live release has been replaced by a link, its manifest still tells of its pages."""
    to = Folder(tmp_path / "target")
    folder_target.publish(to, ready(tmp_path / "both", "a-film", "night-shifts"), terms())
    place = tmp_path / "target/current/briefings"
    place.rename(tmp_path / "moved")
    place.symlink_to(tmp_path / "moved")
    with pytest.raises(Refused, match="a-film"):
        folder_target.publish(to, ready(tmp_path / "one", "night-shifts"), terms())


def test_a_target_that_tells_nothing_takes_any_edition(tmp_path: Path) -> None:
    """The first publish, and what a version without manifests has left there."""
    to = Folder(tmp_path / "target")
    both = ready(tmp_path / "both", "a-film", "night-shifts")
    folder_target.publish(to, both, terms())
    (tmp_path / "target/current" / published.MANIFEST).unlink()
    assert folder_target.publish(to, ready(tmp_path / "one", "night-shifts"), terms()).changed
