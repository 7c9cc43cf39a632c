"""What a web page declares about itself, and where."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefpress.intake import Extract, Material, extracted
from briefpress.intake.material import Told

WORDS = "From July on the night bus to Example Tower stops at midnight, as the city said on Thursday evening."


def read(head: str = "", body: str = "", html: str = "<html>") -> Extract:
    """The extract of a page with one paragraph."""
    page = (
        f"<!doctype html>{html}<head>{head}</head><body><article>{body}<p>{WORDS}</p></article></body></html>"
    )
    return extracted(Material(page.encode(), "text/html"))


def ld(text: str) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>A | Post</title>",
            "<h1>A <em>night</em>\n bus</h1>",
            Told("A night bus", "the page’s heading"),
        ),
        (
            ld('{"@type": "Article", "headline": "B"}') + "<title>A</title>",
            "",
            Told("B", "JSON-LD, headline"),
        ),
        ('<meta property="og:title" content="C"><title>A</title>', "", Told("C", "meta tag og:title")),
        ("<title> A\n b </title>", "<h1>One</h1><h1>Two</h1>", Told("A b", "title element")),
        ("", "", None),
    ],
)
def test_title(head: str, body: str, title: Told | None) -> None:
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "names", "where"),
    [
        (ld('{"@type": "NewsArticle", "author": "Ada"}'), ["Ada"], "JSON-LD, author"),
        (
            ld(
                '{"@graph": [{"@type": ["Thing", "Report"], "author": [{"name": "Ada"}, "Ben", {"name": "Ada"}]}]}'
            ),
            ["Ada", "Ben"],
            "JSON-LD, author",
        ),
        (
            ld('[{"@type": "Organization", "name": "No"}]') + '<meta name="Author" content="Ada">',
            ["Ada"],
            "meta tag author",
        ),
        (ld('{"@type": "Article", "author": {"name": 7}}'), [], ""),
        (ld("{"), [], ""),
        (
            '<meta name="author" content="https://example.org/ada"><meta name="author" content="Ben">',
            ["Ben"],
            "meta tag author",
        ),
    ],
)
def test_authors(head: str, names: list[str], where: str) -> None:
    """The first place that names somebody; addresses and numbers are no names."""
    found = read(head).authors
    assert [told.value for told in found] == names
    assert all(told.where == where for told in found)


@pytest.mark.parametrize(
    ("head", "issued"),
    [
        (ld('{"@type": "Article", "datePublished": "2026-06-25T23:30:00-05:00"}'), "2026-06-25"),
        ('<meta property="article:published_time" content="2026/06/25">', "2026-06-25"),
        ('<meta name="DC.date.issued" content="2026-06">', "2026-06"),
        ('<meta name="date" content="2026-06-25">', None),
        ('<meta name="pubdate" content="2026-02-31">', None),
        ('<meta name="pubdate" content="yesterday">', None),
        (ld('{"@type": "Article", "datePublished": 20260625}'), None),
    ],
)
def test_date(head: str, issued: str | None) -> None:
    """The day as its place wrote it; what is no day, or is not said to be that of publication, is none."""
    found = read(head).issued
    assert (found.value if found else None) == issued


def test_time_element() -> None:
    found = read(body='<time datetime="2026-06-25T08:00Z" itemprop="datePublished">today</time>')
    assert found.issued == Told("2026-06-25", "time element")
    assert read(body='<time datetime="2026-06-25">today</time>').issued is None


def test_publisher_language_and_links() -> None:
    found = read(
        ld('{"@type": "Article", "publisher": {"name": "Example Post"}}'),
        '<a href="/home">Home</a> <a href="https://other.example/a">There</a> <a href="http://[">?</a>',
        html='<html lang="de-AT">',
    )
    assert found.publisher == Told("Example Post", "JSON-LD, publisher")
    assert found.language == Told("de-AT", "lang of the page")
    assert found.links == 1
    assert read(html='<html lang="&quot;>">').language is None


def test_the_text_is_what_is_read() -> None:
    """No script, no style, no navigation, no comment of a reader; quotation marks and dashes as they are."""
    body = (
        "<script>alert('a')</script><style>p {color: red}</style><nav><a href='/'>Home</a></nav>"
        "<p>“We were told by letter,” one cleaner said—two days before the bus was to stop for good.<br>No more.</p>"
    )
    page = read(
        '<script>document.write("<p>Drawn by a script, and long enough to count as a text.</p>")</script>',
        body,
    )
    assert page.text == (
        "“We were told by letter,” one cleaner said—two days before the bus was to stop for good.\nNo more.\n"
        f"{WORDS}\n"
    )


@pytest.mark.parametrize(("missing", "content"), [("trafilatura", "<html><p>A"), ("pdfminer", "%PDF-1.4")])
def test_without_the_extra(missing: str, content: str) -> None:
    """Who has not installed briefpress[sources] is told so; plain text needs none of it."""
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from briefpress.intake import Material, Refused, extracted\n"
        "assert extracted(Material(b'Words')).text == 'Words\\n'\n"
        "try:\n"
        f"    extracted(Material({content.encode()!r}))\n"
        "except Refused as refused:\n"
        "    print(refused)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert f"needs what briefpress[sources] brings ({missing}" in said
    assert 'pip install "briefpress[sources]"' in said
