"""Splitting a page of the theme, and stamping pages into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.frame import SHARED, Emblem, Frame, Frames, Slot, SlotMissing, emblem, split, stamp
from briefpress.model.artifact import Heading, Page

HTML = "".join(f"<{slot.name}>{slot}</{slot.name}>" for slot in Slot)


def page(**changes: object) -> Page:
    values: dict[str, object] = {
        "address": "briefings/2026/x/",
        "section": "briefings",
        "title": "A & B",
        "description": 'says "no"',
        "body": "<h1>A &amp; B</h1>",
    }
    return Page(**(values | changes))  # type: ignore[arg-type] # any field may be given


def test_split_then_text_gives_the_page_back() -> None:
    assert split(HTML).text == HTML


@pytest.mark.parametrize("slot", [slot for slot in Slot if slot is not Slot.ADDRESS])
def test_a_page_without_a_slot_is_refused(slot: Slot) -> None:
    with pytest.raises(SlotMissing) as refused:
        split(HTML.replace(slot, ""))
    assert refused.value.slots == (slot,)


def test_a_site_without_an_address_has_no_slot_for_it() -> None:
    assert Slot.ADDRESS not in split(HTML.replace(Slot.ADDRESS, "")).text


def test_a_body_cannot_stand_in_two_places() -> None:
    with pytest.raises(SlotMissing):
        split(HTML + Slot.BODY)


def test_plain_text_is_escaped_and_html_is_not() -> None:
    html = stamp(split(HTML), page(head="<link>")).decode()
    assert "<TITLE>A &amp; B</TITLE>" in html
    assert "<DESCRIPTION>says &quot;no&quot;</DESCRIPTION>" in html
    assert "<HEAD><link></HEAD>" in html
    assert "<BODY><h1>A &amp; B</h1></BODY>" in html


def test_slot_words_in_a_page_are_text() -> None:
    """A briefing that talks about slots cannot fill one."""
    html = stamp(split(HTML), page(title=str(Slot.BODY), body=str(Slot.TITLE))).decode()
    assert f"<TITLE>{Slot.BODY}</TITLE>" in html
    assert f"<BODY>{Slot.TITLE}</BODY>" in html


def test_only_pages_to_be_found_are_indexed() -> None:
    assert "<INDEXED>data-pagefind-body</INDEXED>" in stamp(split(HTML), page()).decode()
    assert "<INDEXED></INDEXED>" in stamp(split(HTML), page(indexed=False)).decode()


def test_contents_nest_and_are_escaped() -> None:
    contents = (Heading("a", "One <b>", (Heading("b", "Two"),)),)
    html = stamp(split(HTML), page(contents=contents)).decode()
    assert html.count('aria-label="On this page"') == 1
    assert 'href="#a"><span class="md-ellipsis">One &lt;b&gt;</span></a><ul' in html
    assert 'href="#b"' in html


def test_without_headings_there_are_no_contents() -> None:
    assert "<CONTENTS></CONTENTS>" in stamp(split(HTML), page()).decode()


def test_a_section_without_frames_of_its_own_shares_them() -> None:
    own, shared = Frame("own", ()), Frame("shared", ())
    frames = Frames({("briefings", 3): own, (SHARED, 3): shared, (SHARED, 1): shared})
    assert frames.of(page()) is own
    assert frames.of(page(section="watch", address="watch/")) is shared
    assert frames.of(page(section="watch", address="watch/2026/x/")) is shared


def test_the_emblem_is_read_from_a_frame() -> None:
    """The icon as a path from the site's root, however deep the frame lies; one elsewhere as it is."""
    image = '<meta property="og:image" content="https://example.org/image.png">'
    name = '<meta property="og:site_name" content="Film &amp; co">'
    for icon, path in (
        ("../../assets/icon.svg", "assets/icon.svg"),
        ("./assets/icon.svg", "assets/icon.svg"),
        ("https://example.org/icon.svg", "https://example.org/icon.svg"),
    ):
        head = f'<link rel="icon" href="{icon}">'
        frame = Frame("<head>", ((Slot.TITLE, f"{name}\n{image}{head}"), (Slot.BODY, "")))
        assert emblem(Frames({(SHARED, 2): frame})) == Emblem(path, (name, image))
    assert emblem(Frames({})) == Emblem()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_title_never_ends_the_element(title: str) -> None:
    html = stamp(split(HTML), page(title=title)).decode()
    inside = html.split("<TITLE>")[1].split("</TITLE>")[0]
    assert "<" not in inside
    assert '"' not in inside
