"""What bytes are, which characters they hold, and which of these stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.intake import Extract, Kind, Material, Refused, extracted
from briefpress.intake.decoding import decoded, kind_of, mistaken, seen

TEXT = "The café’s “night shift” ends at nine."


@pytest.mark.parametrize(
    ("content", "said", "kind"),
    [
        (b"Plain words", "", Kind.TEXT),
        (b"Plain words", "text/html", Kind.TEXT),
        (b"a < b and b > c", "", Kind.TEXT),
        (b"  \n<!DOCTYPE html><p>Words", "", Kind.HTML),
        (b"\xef\xbb\xbf<html><p>Words", "text/plain", Kind.HTML),
        (b"Words first, then <p>a paragraph</p>", "text/html", Kind.HTML),
        (b"<note>Words</note>", "application/xml", Kind.TEXT),
        (b"\n\n%PDF-1.4", "text/plain", Kind.PDF),
        ("<html><p>Words".encode("utf-16"), "", Kind.HTML),
    ],
)
def test_kind_by_content(content: bytes, said: str, kind: Kind) -> None:
    """What a server says decides only where the content does not."""
    assert kind_of(Material(content, said)) is kind


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"PK\x03\x04zip", b"\x1f\x8b\x08", b"GIF89a", b"a\x00b"])
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(Refused, match="neither text, HTML nor PDF"):
        kind_of(Material(content, "text/html"))


def test_a_server_that_is_mistaken_is_told() -> None:
    assert mistaken(Kind.PDF, "text/html; charset=utf-8").startswith("The server calls it text/html; ")
    for kind, said in ((Kind.HTML, "application/xhtml+xml"), (Kind.TEXT, "text/markdown"), (Kind.PDF, "")):
        assert mistaken(kind, said) == ""


@pytest.mark.parametrize(
    ("encoding", "said", "note"),
    [
        ("utf-8", "text/plain; charset=iso-8859-1", ""),
        ("utf-8-sig", "", ""),
        ("utf-16", "text/plain; charset=utf-8", ""),
        ("cp1252", "text/plain; charset=ISO-8859-1", "Read as ISO-8859-1, as the server says."),
        ("cp1252", 'text/plain; charset="windows-1252"', "Read as windows-1252, as the server says."),
        ("cp1252", "text/plain; charset=utf-8", "names no encoding"),
        ("cp1252", "text/plain; charset=unicode_escape", "names no encoding"),
        ("cp1252", "text/plain; charset=zlib", "names no encoding"),
    ],
)
def test_encodings(encoding: str, said: str, note: str) -> None:
    """UTF-8 is seen, old encodings are named; what is no encoding of text is never used."""
    text, told = decoded(Material(TEXT.encode(encoding), said))
    assert text == TEXT
    assert note in told
    assert bool(note) == bool(told)


def test_a_page_names_its_encoding() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Ночная смена'
    text, told = decoded(Material(page.encode("koi8-r")), html=True)
    assert text == page
    assert told == "Read as koi8-r, as the page says."


def test_a_few_damaged_characters_are_told() -> None:
    """A page with a broken byte is no page in an old encoding; a U+FFFD that was written is no damage."""
    damaged = TEXT.encode().replace(b"night", b"ni\xffght")
    text, told = decoded(Material(damaged))
    assert text == TEXT.replace("night", "ni\ufffdght")
    assert told == "Damaged characters: 1, which stand as “�”; compare them with the original."
    assert decoded(Material(f"{TEXT}\ufffd".encode())) == (f"{TEXT}\ufffd", "")


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be read as shift_jis"):
        decoded(Material(b"\x81\xff\xff", "text/plain; charset=shift_jis"))


@given(st.text())
def test_what_nobody_sees_is_left_out(text: str) -> None:
    """Once and for all; what is seen stays."""
    kept, left_out = seen(text)
    assert seen(kept) == (kept, 0)
    assert (left_out == 0) == (len(kept) == len(text.replace("\r\n", "\n")))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_bytes_become_text_or_are_refused(content: bytes) -> None:
    """Whatever they are, nothing else comes out; a text is lines that hold something, and comes out of itself.

    (Less what is a tag once a control character in it or the end of the file after it is gone.)
    """
    try:
        found = extracted(Material(content))
    except Refused:
        return
    assert isinstance(found, Extract)
    assert found.text.endswith("\n")
    assert all(line and line == line.strip() for line in found.text.removesuffix("\n").split("\n"))
    if found.kind is Kind.TEXT and "<" not in found.text:
        assert extracted(Material(found.text.encode())).text == found.text
