"""Bytes -> characters, and which of them stay. What a server says about either is only a hint."""

from __future__ import annotations

import codecs
import re

from briefpress.intake.material import Kind, Material, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?8|us-ascii|ascii|utf-?16(-?[lb]e)?|latin-?1|iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|koi8-[ru]|"
    r"shift[_-]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|mac-?roman",
    re.IGNORECASE,
)
"""The encodings that are believed; those that Python knows beside them are no encodings of text."""
_LOOKED_AT = 4096
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(meta|script|div|p|article)[\s>]", re.IGNORECASE
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""Controls, overrides of direction, what has no width, what is no character. Joiners and direction marks stay."""


def kind_of(material: Material) -> Kind:
    """What the bytes are. Raises `Refused` for what is neither text, HTML nor PDF.

    >>> kind_of(Material(b"%PDF-1.7", "text/html")), kind_of(Material(b"<p>Hello</p>", "text/html"))
    (<Kind.PDF: 'PDF'>, <Kind.HTML: 'HTML'>)
    """
    start = material.content[:_LOOKED_AT]
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\x00" in start or start.startswith(
        (b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    ):
        raise Refused(
            "it is neither text, HTML nor PDF; save what you read there as a text file, and add that one"
        )
    tagged = _HTML.search(start) is not None
    if _is_html(material.content_type) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Kind.HTML if tagged else Kind.TEXT
    return Kind.TEXT


def _is_html(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def mistaken(kind: Kind, content_type: str) -> str:
    """What an editor is told when a server calls something what it is not; "" when it does not."""
    said = content_type.partition(";")[0].strip().lower()
    fits = {
        Kind.HTML: said in ("text/html", "application/xhtml+xml"),
        Kind.PDF: said == "application/pdf",
        Kind.TEXT: said.startswith("text/") and said != "text/html",
    }
    if not said or fits[kind] or said == "application/octet-stream":
        return ""
    return f"The server calls it {said[:60]}; by its content it is {kind}, and was read as that."


def decoded(material: Material, *, html: bool = False) -> tuple[str, str]:
    """(characters, what an editor should know of how they were read). Raises `Refused` for what cannot be read.

    A mark at the start decides, then whether it is UTF-8 (other text hardly ever is by accident), then what the
    server or the page names, then the commonest of the old encodings.
    """
    content = material.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), ""
    text, damaged = _as_utf8(content)
    if not damaged:
        return text, ""
    if _is_mostly_whole(text, damaged):
        return text, f"Damaged characters: {damaged}, which stand as “�”; compare them with the original."
    named = [material.content_type, content[:_LOOKED_AT].decode("ascii", "replace") if html else ""]
    for place, text in zip(("server", "page"), named, strict=True):
        found = _NAMED.search(text)
        if found and _KNOWN.fullmatch(found[1]) and found[1].lower().replace("-", "") != "utf8":
            return _strictly(
                content, _as_browsers_read(found[1])
            ), f"Read as {found[1]}, as the {place} says."
    text = _strictly(content, "cp1252")
    return text, "It is not UTF-8 and names no encoding; read as windows-1252. Compare letters with accents."


def _as_utf8(content: bytes) -> tuple[str, int]:
    """The characters, and how many had to be replaced by U+FFFD."""
    text = content.decode("utf-8", "replace")
    return text, text.count("\ufffd") - content.count("\ufffd".encode())


def _is_mostly_whole(text: str, damaged: int) -> bool:
    """True for UTF-8 with a few broken bytes: what lies beyond ASCII is whole more often than not."""
    return 2 * damaged < sum(not character.isascii() for character in text)


def _as_browsers_read(name: str) -> str:
    """Latin-1 is read as its larger sister, as the Encoding Standard has it (encoding.spec.whatwg.org)."""
    return "cp1252" if re.fullmatch(r"(us-)?ascii|latin-?1|iso-?8859-?1", name, re.IGNORECASE) else name


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused(
            f"its characters cannot be read as {encoding}; save it as UTF-8 text and add that"
        ) from error


def seen(text: str) -> tuple[str, int]:
    """The text without characters that nobody sees, with line feeds as line ends, and how many were left out.

    >>> seen("a\\u202eb\\r\\nc\\x00")
    ('ab\\nc', 2)
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNSEEN.subn("", lines)
