"""How a store serves a file: its type, how long it may be kept, and in which order files go up."""

from __future__ import annotations

import re

from briefpress.plan.published import FORMER, MANIFEST, is_named_by_content

_FOR_EVER = "public, max-age=31536000, immutable"
"""As frame.policy tells hosts that read `_headers`."""
_SHORTLY = "public, max-age=60"
"""Seconds: a correction reaches readers within a minute."""
_OTHER = "application/octet-stream"
_TYPES = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "eml": "message/rfc822",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "map": "application/json",
    "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Ending -> media type. A table of our own: that of the system differs from one to the next."""
_ENDINGS = (
    (".csl.json", "application/vnd.citationstyles.csl+json"),
    ("feed.json", "application/feed+json"),
    ("feed.xml", "application/atom+xml"),
    ("opensearch.xml", "application/opensearchdescription+xml"),
)
_TEXTS = ("_headers", "_redirects", "CNAME")
_ENTRY = re.compile(r"(?:briefings|digests)/[0-9]{4}/[^/]+/")


def media_type(path: str) -> str:
    """The media type (IANA) of a file by its name.

    >>> media_type("index.html"), media_type("briefings/2026/x/cite.csl.json"), media_type("a/b.pf_index")
    ('text/html; charset=utf-8', 'application/vnd.citationstyles.csl+json', 'application/octet-stream')
    """
    for ending, found in _ENDINGS:
        if path.endswith(ending):
            return found
    name = path.rpartition("/")[2]
    if name in _TEXTS:
        return "text/plain; charset=utf-8"
    return _TYPES.get(name.rpartition(".")[2].lower(), _OTHER) if "." in name else _OTHER


def cache_control(path: str) -> str:
    """How long browsers and caches may keep a file (RFC 9111)."""
    return _FOR_EVER if is_named_by_content(path) else _SHORTLY


def turn(path: str) -> int:
    """When a file goes up: what pages ask for first, then pages, then what lists them, at last the manifest.

    A reader who comes meanwhile finds no link that leads nowhere yet.

    >>> [turn(p) for p in ("assets/briefpress/a.1.css", "briefings/2026/x/index.html", "topics/x/index.html")]
    [0, 1, 2]
    """
    if path in (MANIFEST, FORMER):
        return 5
    if is_named_by_content(path) or path.startswith(("assets/", "images/")):
        return 0
    if _ENTRY.match(path):
        return 1
    if path in ("index.html", "search/bundle.json", "sitemap.xml") or path.endswith(
        ("feed.xml", "feed.json")
    ):
        return 4
    return 3 if path.count("/") <= 1 else 2
