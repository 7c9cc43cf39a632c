"""The text of a target -> its parts; and which releases stay."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefpress.plan.published import Edition, Shown, Withheld
from briefpress.publish import releases, target
from briefpress.publish.target import Branch, Folder, Refused, Store, Terms


@pytest.mark.parametrize(
    ("text", "parts", "shown"),
    [
        ("/srv/site", Folder(Path("/srv/site")), "/srv/site"),
        ("../site#1", Folder(Path("../site#1")), "../site#1"),
        (
            "https://me:pa@ss@h.example/x",
            Branch("https://me:pa@ss@h.example/x"),
            "https://h.example/x#gh-pages",
        ),
        ("git@h.example:a/b.git#live", Branch("git@h.example:a/b.git", "live"), "git@h.example:a/b.git#live"),
        ("/srv/x.git", Branch("/srv/x.git"), "/srv/x.git#gh-pages"),
        ("s3://desk", Store("desk"), "s3://desk/"),
        ("s3://desk/a/b/", Store("desk", "a/b/"), "s3://desk/a/b/"),
    ],
)
def test_targets(text: str, parts: target.Target, shown: str) -> None:
    """Each kind; passwords are not shown."""
    assert target.parse(text) == parts
    assert str(parts) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "fd::7",
        "ssh://-oProxyCommand=touch x/y",
        "ssh://me@-oProxyCommand=x/y",
        "ftp://h.example/x",
        "https://h.example/x#--force",
        "https://h.example/x#a..b",
        "https://h.example/x#refs/heads/../main",
        "https://h.example/x#a b",
        "https://h.example/x#+main",
        "https://h.example/x#main:other",
        "s3://",
        "s3://Desk",
        "s3://desk/../other",
        "s3://desk/a//b",
        "s3://desk/a?versionId=1",
        "/srv/a\nb",
        "/srv/\x1b[2J",
    ],
)
def test_what_is_none(text: str) -> None:
    """Whatever a program might take for an option, a command or another place."""
    with pytest.raises(Refused):
        target.parse(text)


def name(number: int) -> str:
    """A release by its number."""
    return releases.name(number, b"")


def test_which_releases_stay() -> None:
    """The last ones that were live, are whole, and hold nothing that was taken down."""
    page = Edition({}, (Shown("2026-b", "briefings/2026/b/", 1),))
    held: dict[str, Edition | None] = {name(n): Edition({}) for n in range(1, 9)}
    held |= {name(3): page, name(4): None}
    said: list[str] = []
    terms = Terms(4, Withheld(frozenset({"2026-b"})), False, datetime(2026, 1, 1, tzinfo=UTC), said.append)
    gone = releases.droppable(held, name(6), name(9), terms)
    assert gone == tuple(name(n) for n in (1, 3, 4, 7, 8))


def test_release_names_sort_by_age() -> None:
    """And nothing else is one."""
    assert releases.following([name(9), name(10)]) == 11
    assert name(9) < name(10)
    assert not any(map(releases.is_name, ("000001-x", "../etc", ".new", "000001-0123456789ab\n")))
