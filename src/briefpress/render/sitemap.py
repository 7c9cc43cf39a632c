"""`sitemap.xml` with true dates and `robots.txt` for search engines, and `.nojekyll` for plain hosts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from briefpress.model import edtf
from briefpress.model.artifact import Artifact, Page
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render.site import Site
from briefpress.render.wording import say

MOST = 45_000
"""Addresses in one file; the format allows 50,000."""
NOINDEX = '<meta name="robots" content="noindex">'
"""In the head of a page: search engines shall not list it."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def of(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """(address, day of the latest change) of the pages that search engines may list."""
    return ((p.address, p.updated) for p in pages if NOINDEX not in p.head)


def artifacts(
    site: Site, others: Mapping[str, str], settings: Settings, hidden: Collection[str] = ()
) -> tuple[Artifact, ...]:
    """The sitemap of briefings, digests and `others` (address -> day of the latest change, or "").

    `hidden` are ids of what a preview shows and search engines must not list. Without `site_url` there is no
    sitemap, nor for a site of specimens, which search engines shall pass over. Above 45,000 addresses it is
    an index of several.
    """
    plain = (Artifact(".nojekyll", b""), Artifact("robots.txt", _robots(settings)))
    if not settings.site_url or settings.specimen:
        return plain
    own = {
        c.address: c.updated[:10] for c in site.cards if c.status is not Status.REMOVED and c.id not in hidden
    }
    entries = sorted({**others, **own}.items())
    entries = [(address, day) for address, day in entries if not address.endswith(".html")]
    return (*plain, *_files(entries, settings.site_url))


def _files(entries: Sequence[tuple[str, str]], base: str) -> Iterator[Artifact]:
    if len(entries) <= MOST:
        yield _file("sitemap.xml", "urlset", "url", entries, base)
        return
    parts: list[tuple[str, str]] = []
    for number, start in enumerate(range(0, len(entries), MOST), start=1):
        some = entries[start : start + MOST]
        path = f"sitemap-{number}.xml"
        parts.append((path, max(_day(day) for _, day in some)))
        yield _file(path, "urlset", "url", some, base)
    yield _file("sitemap.xml", "sitemapindex", "sitemap", parts, base)


def _file(path: str, root: str, item: str, entries: Iterable[tuple[str, str]], base: str) -> Artifact:
    lines = (
        f"<{item}><loc>{escape(base + address)}</loc>{_changed(day)}</{item}>" for address, day in entries
    )
    text = "\n".join([_HEAD, f'<{root} xmlns="{_SPACE}">', *lines, f"</{root}>", ""])
    return Artifact(path, text.encode())


def _changed(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if _day(day) else ""


def _day(day: str) -> str:
    """The day, or "" for what is no day."""
    return day if edtf.day(day) else ""


def _robots(settings: Settings) -> bytes:
    lines = ["User-agent: *", "Disallow: /" if settings.specimen else "Allow: /"]
    if settings.specimen:
        lines.insert(0, f"# {say('specimen.short')}")
    if settings.site_url and not settings.specimen:
        lines.append(f"Sitemap: {settings.site_url}sitemap.xml")
    return "\n".join([*lines, ""]).encode()
