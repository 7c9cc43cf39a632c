"""The text of a PDF file in paragraphs, and what the file says of itself."""

from __future__ import annotations

import pytest

from briefpress.intake import Extract, Kind, Material, Refused, extracted
from briefpress.intake.material import Told
from tests.integration import pdf


def read(*paragraphs: list[str], **info: str) -> Extract:
    """The extract of a file with these paragraphs."""
    return extracted(Material(pdf.made(paragraphs, info)))


def test_lines_become_paragraphs() -> None:
    """A quotation stands within one, and has to find its words there."""
    found = read(
        ["Night shifts at Example Tower end an hour", "later from July on, a letter says."],
        ["About thirty people work them."],
    )
    assert found.kind is Kind.PDF
    assert found.text == (
        "Night shifts at Example Tower end an hour later from July on, a letter says.\nAbout thirty people work them.\n"
    )


def test_words_broken_at_the_end_of_a_line() -> None:
    """They are joined where the text has the whole word elsewhere; else the hyphen stays, and it is told."""
    found = read(["Demanding shifts, a deman-", "ding boss and a data-", "centre at the end of the line."])
    assert found.text == "Demanding shifts, a demanding boss and a data-centre at the end of the line.\n"
    assert "Words broken at the end of a line: 2;" in found.notes[1]


def test_what_the_file_says() -> None:
    """Title and author; the day on which the file was made is no date of publication."""
    found = read(["Words."], Title="A report", Author="Ada Example", CreationDate="D:20260625101112Z")
    assert found.title == Told("A report", "PDF info")
    assert found.authors == (Told("Ada Example", "PDF info"),)
    assert found.issued is None
    assert found.perhaps == Told("2026-06-25", "the day on which the PDF file was made")


@pytest.mark.parametrize("title", ["Microsoft Word - draft.docx", "Untitled", "report_final.pdf", ""])
def test_titles_that_a_program_gave(title: str) -> None:
    assert read(["Words."], Title=title).title is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf.of(b""), "its pages may be pictures"),
        (b"%PDF-1.4 and nothing more", "it cannot be read as PDF"),
        (pdf.made([["Words."]])[:300], "PDF"),
    ],
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        extracted(Material(content))
