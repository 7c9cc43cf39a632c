"""Where a page's file lies in a repository, worked out from mkdocs.yml alone."""

from __future__ import annotations

import pytest

from briefpress.model.settings import Repository, Settings
from briefpress.render.view.plumbing import around, plumbing

PATH = "briefings/2026/x.md"
TITLE = "title=Error%20in%20briefings%2F2026%2Fx.md"

CASES: dict[str, tuple[tuple[str, str], list[str]]] = {
    "github": (
        ("https://github.com/desk/site", ""),
        [
            "https://github.com/desk/site/edit/master/briefings/2026/x.md",
            "https://github.com/desk/site/commits/master/briefings/2026/x.md",
            f"https://github.com/desk/site/issues/new?{TITLE}",
        ],
    ),
    "another branch, below a folder": (
        ("https://github.com/desk/site/", "edit/main/web/docs/"),
        [
            "https://github.com/desk/site/edit/main/web/briefings/2026/x.md",
            "https://github.com/desk/site/commits/main/web/briefings/2026/x.md",
            f"https://github.com/desk/site/issues/new?{TITLE}",
        ],
    ),
    "gitlab": (
        ("https://gitlab.example/desk/site", "-/edit/main/docs/"),
        [
            "https://gitlab.example/desk/site/-/edit/main/briefings/2026/x.md",
            "https://gitlab.example/desk/site/-/commits/main/briefings/2026/x.md",
            "https://gitlab.example/desk/site/-/issues/new?issue%5Btitle%5D=Error%20in%20briefings%2F2026%2Fx.md",
        ],
    ),
    "forgejo": (
        ("https://code.example/desk/site", "_edit/main/docs/"),
        [
            "https://code.example/desk/site/_edit/main/briefings/2026/x.md",
            "https://code.example/desk/site/commits/branch/main/briefings/2026/x.md",
            f"https://code.example/desk/site/issues/new?{TITLE}",
        ],
    ),
    "a form that nobody knows": (
        ("https://code.example/desk/site", "change/docs"),
        [
            "https://code.example/desk/site/change/briefings/2026/x.md",
            f"https://code.example/desk/site/issues/new?{TITLE}",
        ],
    ),
    "no way to edit": (
        ("https://code.example/desk/site", "?file=docs/"),
        [
            f"https://code.example/desk/site/issues/new?{TITLE}",
        ],
    ),
    "no repository": (("", "edit/main/docs/"), []),
}


@pytest.mark.parametrize("case", CASES)
def test_links_lead_to_the_file(case: str) -> None:
    (repo, uri), expected = CASES[case]
    found = plumbing(Settings("Site", repo_url=repo, edit_uri=uri), PATH)
    assert [link.href for link in found] == expected


def test_names_say_what_a_link_does() -> None:
    found = plumbing(Settings("Site", repo_url="https://github.com/desk/site"), PATH)
    assert [link.text for link in found] == ["Edit this page", "History of this page", "Report an error"]


def test_a_former_version_is_not_edited() -> None:
    """It does not change."""
    settings = Settings("Site", repo_url="https://github.com/desk/site")
    found = plumbing(settings, "briefings/_versions/2026/longer-night-shifts/1.json")
    assert [link.text for link in found] == ["History of this page", "Report an error"]


def test_readers_are_not_sent_where_they_cannot_read() -> None:
    settings = Settings("Site", repo_url="https://github.com/a/b", repository=Repository.PRIVATE)
    assert plumbing(settings, PATH) == ()


def test_a_name_with_odd_characters_stays_one_path() -> None:
    found = plumbing(Settings("Site", repo_url="https://github.com/a/b"), "briefings/2026/a b?&#.md")
    assert found[0].href == "https://github.com/a/b/edit/master/briefings/2026/a%20b%3F%26%23.md"


def test_a_page_made_from_many_files_leads_to_the_one_that_names_its_subject() -> None:
    settings = Settings("Site", repo_url="https://github.com/a/b")
    found = around(settings, "briefings/_registry/topics.yml", "topics/film/")
    assert [(link.text, link.href) for link in found] == [
        ("Edit topics.yml", "https://github.com/a/b/edit/master/briefings/_registry/topics.yml"),
        ("History of topics.yml", "https://github.com/a/b/commits/master/briefings/_registry/topics.yml"),
        ("Report an error", "https://github.com/a/b/issues/new?title=Error%20in%20topics%2Ffilm%2F"),
    ]


def test_a_page_across_briefings_leads_to_the_history_of_all() -> None:
    settings = Settings("Site", repo_url="https://code.example/a/b", edit_uri="_edit/main/docs/")
    found = around(settings, "briefings/", "timeline/")
    assert [(link.text, link.href) for link in found] == [
        ("History of all briefings", "https://code.example/a/b/commits/branch/main/briefings"),
        ("Report an error", "https://code.example/a/b/issues/new?title=Error%20in%20timeline%2F"),
    ]


def test_a_page_across_briefings_has_no_links_without_a_repository() -> None:
    assert around(Settings("Site"), "briefings/", "timeline/") == ()
    private = Settings("Site", repo_url="https://github.com/a/b", repository=Repository.PRIVATE)
    assert around(private, "briefings/", "timeline/") == ()
