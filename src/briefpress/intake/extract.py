"""Bytes of any of the three kinds -> an extract. What this calls may take long, or all the memory there is."""

from __future__ import annotations

from dataclasses import replace

from briefpress.intake import decoding, plain_text
from briefpress.intake.material import Extract, Kind, Material, Refused

MOST = 4 * 1024 * 1024
"""Bytes that a snapshot may have."""


def extracted(material: Material) -> Extract:
    """The text of the material, tidied, and what it says about itself. Raises `Refused`."""
    kind = decoding.kind_of(material)
    found = _by_kind(kind, material)
    notes = [note for note in (decoding.mistaken(kind, material.content_type), *found.notes) if note]
    text, unseen = decoding.seen(found.text)
    if unseen:
        notes.append(f"Characters that nobody sees (controls, marks of direction) were left out: {unseen}.")
    text = _tidied(text)
    if not text:
        raise Refused(f"there is no text in it{_WHY_NONE[kind]}")
    if len(text.encode()) > MOST:
        raise Refused(
            f"its text is larger than {MOST // 1024:,} kB; add the part that matters as a text file"
        )
    return replace(found, text=text, notes=tuple(notes))


_WHY_NONE = {
    Kind.HTML: " (a script may draw it in the browser); save what you read there as a text file, and add that one",
    Kind.PDF: " (its pages may be pictures); save what you read there as a text file, and add that one",
    Kind.TEXT: "",
}


def _by_kind(kind: Kind, material: Material) -> Extract:
    if kind is Kind.TEXT:
        return plain_text.read(material)
    try:
        if kind is Kind.HTML:
            from briefpress.intake import web_page  # noqa: PLC0415 - its extractor is heavy

            return web_page.read(material)
        from briefpress.intake import pdf_file  # noqa: PLC0415 - as above

        return pdf_file.read(material)
    except ImportError as error:
        raise Refused(
            f"reading {kind} needs what briefpress[sources] brings ({error.name}); install it with "
            '`pip install "briefpress[sources]"`, or add the text as a text file'
        ) from error


def _tidied(text: str) -> str:
    """No blanks at the ends of lines, no empty lines, one line feed at the end."""
    lines = [line.strip() for line in text.split("\n")]
    return "".join(f"{line}\n" for line in lines if line)
