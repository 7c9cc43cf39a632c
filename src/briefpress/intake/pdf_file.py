"""A PDF file -> its text by pdfminer, whose layout analysis finds paragraphs, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from briefpress.intake.material import Extract, Kind, Material, Refused, Told

MOST_PAGES = 1000
_WHERE = "PDF info"
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(r"untitled.*|microsoft \w+ - .*|.*\.(docx?|pdf|indd|odt|tex|pptx?)", re.IGNORECASE)
"""Titles that a program gave."""
_BROKEN = re.compile(r"(\w+)-\n\s*([a-zà-ÿ]+)")


def read(material: Material) -> Extract:
    """The text and the facts of a PDF file. Raises `Refused` for one that cannot be read, or that is locked."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains of files, not to editors
    try:
        info = _info(material.content)
        blocks = list(_blocks(material.content))
    except (MemoryError, Refused):
        raise
    except Exception as error:  # a hostile file makes the library raise whatever there is
        raise Refused(
            f"it cannot be read as PDF ({type(error).__name__}); save what you read as text"
        ) from error
    text, broken = _whole("\n\n".join(blocks))
    notes = ["The text of a PDF file can differ from what is seen: compare each quotation with the page."]
    if broken:
        notes.append(
            f"Words broken at the end of a line: {broken}; their hyphens stand where nothing shows better."
        )
    title = info.get("Title", "")
    author = info.get("Author", "")
    made = _MADE.match(info.get("CreationDate", ""))
    return Extract(
        Kind.PDF,
        text,
        title=Told(title, _WHERE) if title and not _NO_TITLE.fullmatch(title) else None,
        authors=(Told(author, _WHERE),) if author else (),
        perhaps=Told("-".join(made.groups()), "the day on which the PDF file was made") if made else None,
        notes=tuple(notes),
    )


def _info(content: bytes) -> dict[str, str]:
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    if not document.is_extractable:
        raise Refused("its owner does not allow text to be taken from it; save what you read as text")
    found: dict[str, str] = {}
    for values in document.info:
        found |= {str(key): " ".join(_words(value).split()) for key, value in values.items()}
    return found


def _words(value: Any) -> str:
    value = value.resolve() if hasattr(value, "resolve") else value
    return decode_text(value) if isinstance(value, bytes) else ""


def _blocks(content: bytes) -> Iterator[str]:
    for number, page in enumerate(extract_pages(io.BytesIO(content))):
        if number >= MOST_PAGES:
            raise Refused(f"it has more than {MOST_PAGES} pages; add the part that matters as a text file")
        for element in page:
            if isinstance(element, LTTextContainer):
                yield element.get_text()


def _whole(text: str) -> tuple[str, int]:
    """Each block on one line, and how many words were broken at the end of one.

    A broken word loses its hyphen when it stands elsewhere without one.
    """
    words = set(re.findall(r"\w+", text.lower()))

    def mended(match: re.Match[str]) -> str:
        joined = match[1] + match[2]
        return joined if joined.lower() in words else f"{match[1]}-{match[2]}"

    text, broken = _BROKEN.subn(mended, text.replace("\xad\n", ""))
    return "\n".join(" ".join(block.split()) for block in re.split(r"\n\s*\n", text)), broken
