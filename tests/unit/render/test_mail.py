"""The e-mail edition of a digest: what a mail program makes of it."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Mapping
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import html5lib
import pytest

from briefpress import render
from briefpress.evidence import gather
from briefpress.model.document import Document
from briefpress.model.settings import Settings
from briefpress.render.mail_styles import STYLES
from tests.unit.render.making import BODY, FILM, NOW, REGISTRY, SETTINGS, TEMPLATES, card_of, document
from tests.unit.render.test_digest import DIGEST, FILMS

WORKSHOP = render.make(TEMPLATES, SETTINGS)
AT = "digests/2026/films/"
WHERE = f"https://example.org/site/{AT}"


def files(made: Document, settings: Settings = SETTINGS) -> dict[str, bytes]:
    """What lies beside the page, by name."""
    evidence = gather(made, REGISTRY)
    site = render.Site.of([card_of(d) for d in (made, *FILMS)], REGISTRY, settings).seen_by_one()
    text = render.body(made, evidence, card_of(made), REGISTRY, WORKSHOP, settings, NOW)
    found = render.mail.artifacts(
        made, evidence, card_of(made), text, REGISTRY, site, WORKSHOP, settings, NOW
    )
    return {artifact.path: artifact.content for artifact in found}


def edition(settings: Settings = SETTINGS, **changes: Any) -> Mapping[str, bytes]:
    made = document({**DIGEST, "takeaways": TAKEAWAYS, **changes}, "Read together.\n", slug="films")
    return {path.removeprefix(AT): content for path, content in files(made, settings).items()}


TAKEAWAYS = [{"text": "Agree on <pay> first.", "kind": "lesson", "claims": ["c1"], "for": ["creators"]}]


def page(**changes: Any) -> Any:
    """The root of `mail.html`; a fault of the HTML itself fails the test."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(edition(**changes)["mail.html"])
    assert parser.errors == []
    return root


def message(content: bytes) -> EmailMessage:
    found = BytesParser(policy=email.policy.default).parsebytes(content)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    assert all(not part.defects for part in found.walk())
    return found


def test_three_files_beside_a_digest_and_none_beside_a_briefing() -> None:
    assert sorted(edition()) == ["mail.eml", "mail.html", "mail.txt"]
    assert files(document(FILM, BODY)) == {}


@pytest.mark.parametrize("changes", [{"published": ""}, {"status": "removed"}])
def test_nothing_is_made_of_what_is_not_there_to_be_sent(changes: Mapping[str, Any]) -> None:
    assert edition(**changes) == {}


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_html_asks_nobody_for_anything() -> None:
    html, root = edition()["mail.html"].decode(), page()
    assert not list(root.iter("link")) + list(root.iter("script")) + list(root.iter("img"))
    assert not list(root.iter("style"))
    assert "url(" not in html
    assert not [key for e in root.iter() for key in e.attrib if key.startswith("on") or key == "src"]


def test_every_style_is_one_of_the_letter() -> None:
    found = {e.get("style") for e in page().iter() if e.get("style") is not None}
    assert len(found) > 8
    assert found <= set(STYLES.values())


def test_its_links_are_absolute() -> None:
    root = page()
    links = [a.get("href") for a in root.iter("a")]
    assert f"{WHERE}" in links
    assert "https://example.org/site/briefings/2026/film/#c2" in links
    assert f"{WHERE}#c1" in links
    assert all(link.startswith(("https://", "mailto:")) for link in links)


def test_without_an_address_of_the_site_links_are_words() -> None:
    root = page(settings=replace(SETTINGS, site_url=""))
    assert [a.get("href") for a in root.iter("a")] == ["mailto:desk@example.org"]
    assert "The film of Acme" in "".join(root.itertext())


def test_limits_stand_directly_under_the_summary() -> None:
    words = " ".join("".join(page().itertext()).split())
    assert "What two films have in common. How far it goes: Every thread rests on one origin." in words
    assert "According to text B: Acme meant to save money. Not established." in words


def test_text_of_editors_is_no_html() -> None:
    made = edition(title="A <b>title</b> & more")
    assert b"A &lt;b&gt;title&lt;/b&gt; &amp; more</h1>" in made["mail.html"]
    assert b"A <b>title</b> & more" in made["mail.txt"]


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_can_be_read_as_it_stands() -> None:
    text = edition()["mail.txt"].decode()
    assert text.startswith(
        f"Two films\n=========\n\nDigest · Period: from October 2026 to November 2026 · Published 21\n"
        f"November 2026 · Version 1\n<{WHERE}>\n\nWhat two films have in common.\n\nHow far it goes: Every thread"
    )
    assert "\nTHE BRIEFINGS\n-------------\n\nThe film of Acme [1]\n" in text
    assert (
        "\n1. In common. Both ended.\n\n   - The film of Acme, claim 2 [3]: According to text B: Acme meant"
        " to\n     save money. (Not established)\n" in text
    )
    assert "\n1. Agree on <pay> first. Lesson. For creators. (A view, not graded)\n" in text
    assert not re.search(r"\n\n\n", text)
    assert not re.search(r"^#|\]\(|\*\*|`", text, re.MULTILINE), "Markdown"
    assert all(len(line) <= 72 or re.search(r"<?https://\S+>?$", line) for line in text.splitlines())


def test_links_of_the_text_are_numbered_and_listed_once() -> None:
    text = edition()["mail.txt"].decode()
    said, listed = text.split("\nLINKS\n-----\n\n")
    addresses = {int(n): at for n, at in re.findall(r"^\[([0-9]+)\] <(\S+)>$", listed, re.MULTILINE)}
    assert addresses[1] == "https://example.org/site/briefings/2026/film/"
    assert addresses[3] == "https://example.org/site/briefings/2026/film/#c2"
    assert len(set(addresses.values())) == len(addresses)
    assert sorted(addresses) == list(range(1, len(addresses) + 1))
    assert {int(n) for n in re.findall(r"\[([0-9]+)\]", said)} == set(addresses)


def test_without_an_address_of_the_site_the_text_has_no_links() -> None:
    text = edition(replace(SETTINGS, site_url=""))["mail.txt"].decode()
    assert "LINKS" not in text
    assert "[1]" not in text
    assert "\nThe film of Acme\n" in text


def test_a_long_title_is_underlined_across_the_line() -> None:
    title = "Why " + "very " * 20 + "long"
    first, second, line, *_ = edition(title=title)["mail.txt"].decode().splitlines()
    assert f"{first} {second}" == title
    assert line == "=" * 72


def test_what_a_correction_changed_stands_in_lines_of_its_own() -> None:
    correction = {
        "date": "2026-11-22",
        "kind": "correction",
        "was": "What three films have in common.",
        "now": "What two films have in common.",
        "reason": "There were two.",
    }
    text = edition(version=2, corrections=[correction])["mail.txt"].decode()
    assert (
        "\n22 November 2026\n\n  It said: “What three films have in common.”\n"
        "  It says: “What two films have in common.”\n  There were two.\n"
    ) in text


# ── message ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_mail_program_finds_text_and_html() -> None:
    made = edition()
    found = message(made["mail.eml"])
    assert found.get_content_type() == "multipart/alternative"
    text, html = found.iter_parts()
    assert [p.get_content_type() for p in (text, html)] == ["text/plain", "text/html"]
    assert [p["Content-Language"] for p in (text, html)] == ["en-GB", "en-GB"]
    assert text.get_content().replace("\r\n", "\n") == made["mail.txt"].decode()
    assert html.get_content().replace("\r\n", "\n") == made["mail.html"].decode()


def test_it_is_addressed_to_nobody_and_dated_by_the_latest_change() -> None:
    found = message(edition(changes=[{"version": 2, "date": "2026-11-22", "note": "n"}])["mail.eml"])
    assert found["Subject"] == "The Desk: Two films"
    assert found["From"] == "The Desk <desk@example.org>"
    assert found["To"].addresses == ()
    assert found["Cc"] is None
    assert found["Bcc"] is None
    assert found["Date"].datetime.isoformat() == "2026-11-22T00:00:00+00:00"
    assert re.fullmatch(r"<[0-9a-f]{24}@example\.org>", found["Message-ID"])


def test_a_public_change_makes_another_message() -> None:
    ids = {message(edition(version=n)["mail.eml"])["Message-ID"] for n in (1, 2, 2)}
    assert len(ids) == 2


def test_a_long_address_of_the_site_breaks_no_header() -> None:
    found = message(edition(replace(SETTINGS, site_url=f"https://{'long.' * 40}example/"))["mail.eml"])
    assert found["Message-ID"].endswith("@site.invalid>")


def test_the_lines_are_those_of_a_message() -> None:
    content = edition(title="Ein Film über " + "lange " * 12)["mail.eml"]
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert message(content)["Subject"] == f"The Desk: Ein Film über {('lange ' * 12).strip()}"


def test_a_title_cannot_add_headers() -> None:
    found = message(edition(title="Two films\r\nBcc: all@example.org")["mail.eml"])
    assert found["Bcc"] is None
    assert found["Subject"] == "The Desk: Two films Bcc: all@example.org"


@pytest.mark.parametrize("contact", ["", "https://example.org/write@us", "no address", "a@b@c", 'x" <y@z>'])
def test_a_site_without_a_mail_address_writes_from_one_that_no_mail_reaches(contact: str) -> None:
    found = message(edition(replace(SETTINGS, contact=contact))["mail.eml"])
    assert found["From"] == "The Desk <editors@example.org.invalid>"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert edition() == edition()


def test_specimens_say_so() -> None:
    made = edition(replace(SETTINGS, specimen=True))
    assert b"Specimen: nothing here is real" in made["mail.html"]
    assert made["mail.txt"].startswith(b"SPECIMEN: NOTHING HERE IS REAL")
