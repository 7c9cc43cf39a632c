"""The published manifest, what stays of a former edition, and what may not come back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.frame.policy import _NAMED_BY_CONTENT
from briefpress.model.lock import Lock, Locked, LockedVersion, LockState
from briefpress.plan import published
from briefpress.plan.published import Digested, Edition, NotAManifest, Shown, Withheld

AT = "briefings/2026/a-film/"
FILM = Shown("2026-a-film", AT, 3)


def edition(*paths: str, pages: tuple[Shown, ...] = ()) -> Edition:
    """An edition of empty files."""
    return Edition(dict.fromkeys(paths, Digested(0, "0" * 64)), pages)


PATHS = st.lists(st.text("ab.é \"'\\/\n", min_size=1, max_size=8).filter(published.is_plain), unique=True)


@given(PATHS)
def test_what_is_written_is_read_back(paths: list[str]) -> None:
    """Whatever names the files have; in order, so that the same edition gives the same bytes."""
    made = edition(*paths, pages=(FILM,))
    assert published.parse(published.text(made)) == made
    assert published.text(made) == published.text(edition(*reversed(paths), pages=(FILM,)))


def test_the_mark_of_a_site_of_specimens_is_written_and_read_back() -> None:
    """And stands in the list of files that stay of the former edition, too."""
    made = Edition(edition("index.html").files, (FILM,), "Specimen: nothing here is real")
    assert published.parse(published.text(made)) == made
    assert b'"notice": "Specimen: nothing here is real"' in published.text(made)
    assert published.staying(edition(), made, Withheld()).notice == made.notice
    assert b"notice" not in published.text(edition("index.html"))
    with pytest.raises(NotAManifest):
        published.parse(published.text(made).replace(b'"Specimen: nothing here is real"', b"1"))


@given(
    st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: repr(v).encode())
)
def test_anything_else_is_refused(written: bytes) -> None:
    """With one exception, and never another."""
    with pytest.raises(NotAManifest):
        published.parse(written)


def test_the_manifest_is_not_among_its_files() -> None:
    """Nor could it be."""
    rows = {"index.html": ("0" * 64, 1), published.MANIFEST: ("1" * 64, 2)}
    assert published.of_rows(rows, ()).files.keys() == {"index.html"}


def test_it_costs_next_to_nothing() -> None:
    """At most 0.05 ms a file, with room for a slow machine."""
    many = edition(*(f"briefings/2026/name-of-an-event-{n}/index.html" for n in range(20_000)))
    start = time.process_time()
    published.text(many)
    assert time.process_time() - start < 20_000 * 0.05e-3


def test_what_is_named_by_content_is_what_hosts_are_told() -> None:
    """The two lists say the same."""
    for pattern in _NAMED_BY_CONTENT:
        path = pattern.lstrip("/").replace(":part", "0123456789abcdef").replace("*", "x/y.js")
        assert published.is_named_by_content(path)
    assert not published.is_named_by_content("search/index.html")
    assert not published.is_named_by_content("assets/images/favicon.png")


def test_what_stays_of_the_former_edition() -> None:
    """Files that its pages ask for; no words of what was taken down since."""
    part, style = "search/0123456789abcdef/index/x.pf_index", "assets/briefpress/a.1.css"
    former = edition("index.html", part, style, "assets/briefpress/same.css", pages=(FILM,))
    new = edition("index.html", "assets/briefpress/same.css")
    assert published.staying(former, new, Withheld()).files.keys() == {part, style}
    taken = Withheld(frozenset({FILM.id}))
    assert published.staying(former, new, taken).files.keys() == {style}


def test_a_page_is_lost_where_the_new_edition_has_no_file() -> None:
    """A page, a redirect or a notice at its address is a file; what stands deeper or beside it is none."""
    live = edition(f"{AT}index.html", pages=(FILM, Shown("2026-b", "briefings/2026/b/", 1)))
    assert published.lost(live, edition(f"{AT}index.html")) == ("briefings/2026/b/",)
    assert published.lost(live, edition(f"{AT}v/1/index.html", f"{AT}index.json")) == (
        "briefings/2026/a-film/",
        "briefings/2026/b/",
    )
    assert published.lost(edition(), edition()) == ()


def test_what_was_taken_down_is_found_in_former_editions() -> None:
    """A page that was removed; a version that was redacted, as the page or as a past version."""
    removed = Locked("2026-b", "briefings/2026/b/", LockState.REMOVED, 1)
    versions = (LockedVersion(1, "2026-01-01", "a" * 64), LockedVersion(2, "2026-02-01", ""))
    redacted = Locked(FILM.id, AT, LockState.PUBLISHED, 3, versions=versions)
    taken = published.withheld(Lock({e.id: e for e in (removed, redacted)}))
    assert taken == Withheld(frozenset({"2026-b"}), {FILM.id: frozenset({2})})
    assert published.holds(edition(pages=(FILM,)), taken) == ()
    assert published.holds(edition(pages=(FILM._replace(version=2),)), taken) == (FILM.id,)
    assert published.holds(edition(f"{AT}v/2/index.json", pages=(FILM,)), taken) == (FILM.id,)
    assert published.holds(edition(f"{AT}v/1/index.json", pages=(FILM,)), taken) == ()
    assert published.holds(edition(pages=(Shown("2026-b", "briefings/2026/old/", 1),)), taken) == ("2026-b",)
