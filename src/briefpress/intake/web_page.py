"""A web page -> its text by trafilatura, and what the page declares about itself, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura.settings import DEFAULT_CONFIG, Document

from briefpress.intake.decoding import decoded
from briefpress.intake.material import Extract, Kind, Material, Refused, Told
from briefpress.model import edtf

_ARTICLES = ("article", "newsarticle", "report", "blogposting", "webpage", "reportagenewsarticle", "posting")
_NAMES = ("name", "property", "itemprop")
_TITLES = ("og:title", "dc.title", "citation_title")
_AUTHORS = ("author", "dc.creator", "citation_author", "parsely-author")
_PUBLISHERS = ("og:site_name", "dc.publisher", "citation_publisher", "publisher")
_DATES = (
    *("article:published_time", "datepublished", "citation_publication_date", "dc.date.issued", "dc.date"),
    *("dcterms.created", "parsely-pub-date", "pubdate"),
)
_DAY = re.compile(r"(\d{4})[-/](\d{2})(?:[-/](\d{2}))?")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")
_LONGEST = 500
_SHORTEST = 40
"""Characters of a text that is taken for one."""


def read(material: Material) -> Extract:
    """The text and the facts of a page. Raises `Refused`."""
    source, note = decoded(material, html=True)
    try:
        page = lxml_html.document_fromstring(_without_declaration(source))
        found = trafilatura.bare_extraction(
            source,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=True,
            config=_settings(),
        )
    except (LxmlError, ValueError, RecursionError) as error:
        raise Refused("it cannot be read as HTML; save what you read there as a text file") from error
    declared = list(_declared(page))
    values = found.as_dict() if isinstance(found, Document) else {}
    return Extract(
        Kind.HTML,
        values.get("text") or "",
        title=_first(_titles(page, declared)),
        publisher=_first(_publishers(page, declared)),
        authors=_authors(page, declared, values.get("author")),
        issued=_first(_dates(page, declared)),
        perhaps=_day(values.get("date"), "a guess from the page’s address or text"),
        language=_language(page),
        links=_links(page),
        notes=(note,) if note else (),
    )


def _settings() -> ConfigParser:
    """The extractor's, with which it trusts short texts too: else it runs their paragraphs together."""
    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return settings


def _without_declaration(source: str) -> str:
    """lxml refuses characters that are decoded already when an XML declaration names another encoding."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source)


def _first(found: Iterable[Told | None]) -> Told | None:
    return next((told for told in found if told is not None), None)


def _told(value: object, where: str) -> Told | None:
    text = " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""
    return Told(text, where) if text else None


# ── what is declared ──────────────────────────────────────────────────────────────────────────────────


def _declared(page: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD in the page describes (schema.org)."""
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                held = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _articles(held)


def _articles(held: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(held, list) and depth < 4:
        for one in held[:50]:
            yield from _articles(one, depth + 1)
    elif isinstance(held, dict) and depth < 4:
        kinds = held.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.lower() in _ARTICLES for kind in kinds):
            yield held
        yield from _articles(held.get("@graph"), depth + 1)


def _names_in(value: Any) -> Iterator[str]:
    """The names that a value of JSON-LD gives: a text, a thing with a name, or several."""
    for one in value[:20] if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip() and not name.startswith(("http:", "https:")):
            yield name


def _metas(page: Any, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, content) of the meta tags with these names, in the order of the names."""
    held: dict[str, list[str]] = {}
    for tag in page.iter("meta"):
        name = next((tag.get(key) for key in _NAMES if tag.get(key)), "")
        held.setdefault(name.strip().lower(), []).append(tag.get("content") or "")
    for name in wanted:
        yield from ((name, content) for content in held.get(name, ()) if content.strip())


def _titles(page: Any, declared: list[dict[str, Any]]) -> Iterator[Told | None]:
    headings = list(page.iter("h1"))
    if len(headings) == 1:
        yield _told(headings[0].text_content(), "the page’s heading")
    yield from (_told(article.get("headline"), "JSON-LD, headline") for article in declared)
    yield from (_told(content, f"meta tag {name}") for name, content in _metas(page, _TITLES))
    yield _told(page.findtext(".//title"), "title element")


def _publishers(page: Any, declared: list[dict[str, Any]]) -> Iterator[Told | None]:
    for article in declared:
        yield from (_told(name, "JSON-LD, publisher") for name in _names_in(article.get("publisher")))
    yield from (_told(content, f"meta tag {name}") for name, content in _metas(page, _PUBLISHERS))


def _authors(page: Any, declared: list[dict[str, Any]], guessed: object) -> tuple[Told, ...]:
    """The names of the first place that gives any."""
    places = [
        [_told(name, "JSON-LD, author") for article in declared for name in _names_in(article.get("author"))],
        [
            _told(content, f"meta tag {name}")
            for name, content in _metas(page, _AUTHORS)
            if not content.strip().startswith(("http:", "https:"))
        ],
        [_told(name, "byline, as the extractor reads it") for name in str(guessed or "").split(";")],
    ]
    for place in places:
        found = {told.value: told for told in place if told is not None}
        if found:
            return tuple(found.values())[:10]
    return ()


def _dates(page: Any, declared: list[dict[str, Any]]) -> Iterator[Told | None]:
    yield from (_day(article.get("datePublished"), "JSON-LD, datePublished") for article in declared)
    yield from (_day(content, f"meta tag {name}") for name, content in _metas(page, _DATES))
    for time in page.iter("time"):
        if time.get("pubdate") is not None or (time.get("itemprop") or "").lower() == "datepublished":
            yield _day(time.get("datetime"), "time element")


def _day(value: object, where: str) -> Told | None:
    """The day that a moment begins with, as its place wrote it; None for what is no date."""
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    text = "-".join(part for part in match.groups() if part)
    return Told(text, where) if edtf.is_date(text) else None


def _language(page: Any) -> Told | None:
    named = (page.get("lang") or "").strip()
    return Told(named, "lang of the page") if _LANGUAGE.fullmatch(named) else None


def _links(page: Any) -> int:
    """How many addresses on other hosts the page leads to."""
    hosts = 0
    for link in page.iter("a"):
        try:
            hosts += bool(urlsplit(link.get("href") or "").hostname)
        except ValueError:
            continue
    return hosts
