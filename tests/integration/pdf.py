"""PDF files, made by hand: as small as they can be, and as bad."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def made(paragraphs: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> bytes:
    """A file of one page that shows these paragraphs, each of these lines."""
    y, shown = 780, []
    for lines in paragraphs:
        for line in lines:
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            shown.append(f"BT /F1 12 Tf 50 {y} Td ({escaped}) Tj ET")
            y -= 14
        y -= 28
    return of("\n".join(shown).encode("latin-1"), info=info)


def of(content: bytes, packed: str = "", info: Mapping[str, str] | None = None) -> bytes:
    """A file of one page with this content, compressed as `packed` says."""
    named = " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + _FONT + b" >>",
        f"<< /Length {len(content)} {f'/Filter /{packed}' if packed else ''} >>\nstream\n".encode()
        + content
        + b"\nendstream",
        f"<< {named} >>".encode("latin-1"),
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    ending = f"trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + f"xref\n0 {size}\n0000000000 65535 f \n{table}{ending}".encode()
