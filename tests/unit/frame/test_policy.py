"""What a page may load and run, as one line for the page and as a file for hosts."""

from __future__ import annotations

import base64
import hashlib

import pytest

from briefpress.frame import Inline, guarded, headers
from briefpress.frame.policy import policy

PAGE = "<!doctype html>\n<html>\n  <head>\n    <meta charset=utf-8><script>a = 1</script></head><body></body></html>"


def hashed(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_stands_first_in_the_head_and_names_the_scripts_of_the_page() -> None:
    head = guarded(PAGE).split("<head>")[1].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert f"script-src 'self' 'wasm-unsafe-eval' '{hashed('a = 1')}';" in head
    assert head.split("<meta")[2].startswith(" charset=utf-8>")
    assert "frame-ancestors" not in head


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>one</script><SCRIPT type=module>two</SCRIPT >", {"one", "two"}),
        ('<script type="application/json">{}</script><script type=application/ld+json>{}</script>', set()),
        ('<script src="a.js"></script>', set()),
        ('<script data-x="a > b">\n  three </script\n>', {"\n  three "}),
        ("<p>&lt;script&gt;text&lt;/script&gt;</p>", set()),
        ("<script>é</script>", {"é"}),
    ],
)
def test_scripts_that_run_are_told_from_data(html: str, scripts: set[str]) -> None:
    assert Inline.of(html).scripts == {hashed(text) for text in scripts}


def test_style_sheets_in_a_page_are_named() -> None:
    assert f"style-src 'self' '{hashed('p {}')}';" in policy(Inline.of("<style media=print>p {}</style>"))


def test_a_host_is_told_of_all_pages_and_who_may_frame_them() -> None:
    inline = Inline.among(["<script>one</script>", "<script>two</script><script>one</script>"])
    sent = headers(inline).splitlines()
    assert sent[0] == "/*"
    assert sent[1].startswith("  Content-Security-Policy: default-src 'none'; ")
    assert sent[1].endswith("; object-src 'none'; frame-ancestors 'none'")
    assert sent[1].count("sha256-") == 2
    assert "  X-Content-Type-Options: nosniff" in sent
    assert "  Strict-Transport-Security: max-age=31536000" in sent
    assert sent[sent.index("/assets/briefpress/*") + 1].endswith("immutable")


def test_letters_are_handed_over_as_files_and_no_style_at_an_element_is_allowed() -> None:
    sent = headers(Inline.of(PAGE)).splitlines()
    for path in ("/digests/:year/:name/mail.html", "/digests/:year/:name/mail"):
        assert sent[sent.index(path) + 1] == '  Content-Disposition: attachment; filename="mail.html"'
    assert not [line for line in sent if "unsafe-hashes" in line or "style-src-attr" in line]


def test_nothing_unsafe_is_allowed() -> None:
    words = set(policy(Inline.of(PAGE)).replace(";", " ").split())
    assert not words & {
        "'unsafe-inline'",
        "'unsafe-eval'",
        "'unsafe-hashes'",
        "*",
        "data:",
        "blob:",
        "https:",
    }


def test_what_has_no_head_stays() -> None:
    assert guarded("<p>fragment</p>") == "<p>fragment</p>"
    assert guarded("<header>x</header>") == "<header>x</header>"


def test_a_hidden_site_asks_search_engines_to_stay_away_from_every_file() -> None:
    inline = Inline.of(PAGE)
    assert "  X-Robots-Tag: noindex" in headers(inline, hidden=True).splitlines()
    assert "X-Robots-Tag" not in headers(inline)
