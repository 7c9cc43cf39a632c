"""What a page says to search engines and other readers of linked data: JSON-LD in words of schema.org.

No ClaimReview: it asks for a rating of truth. A claim that would harm a named party were it untrue is left
out below moderate confidence, and every motive: what is said here stands without attribution and reply.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from briefpress.model import edtf
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import PersonKind
from briefpress.render.wording import say

Values = Mapping[str, Any]

_TYPES = {
    "news": "ReportageNewsArticle",
    "source-review": "AnalysisNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "help-us-report": "AskPublicNewsArticle",
}
_SOURCE_TYPES = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article-journal": "ScholarlyArticle",
    "book": "Book",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "report": "Report",
    "webpage": "WebPage",
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CREATIVE_COMMONS = "https://creativecommons.org/licenses/"


def script(
    values: Values, registry: Registry, settings: Settings, parts: Mapping[str, str] | None = None
) -> Markup:
    """The data of a page, from the plain values of its twin: to stand last, so that the page is read first.

    `parts` are titles by address, of the briefings of a digest.
    """
    text = _ENCODER.encode(graph(values, registry, settings, parts or {}))
    return Markup('<script type="application/ld+json">{}</script>\n').format(Markup(_inert(text)))  # noqa: S704


def cite_as(values: Values) -> Markup:
    """The permanent address of a page (RFC 8574), for its head; nothing on a site without an address."""
    return Markup('<link rel="cite-as" href="{}">\n').format(values["url"]) if "url" in values else Markup()


def _inert(text: str) -> str:
    """JSON that cannot end the element that it stands in, nor begin a comment there."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def graph(values: Values, registry: Registry, settings: Settings, parts: Mapping[str, str]) -> dict[str, Any]:
    """The article and its claims."""
    at = f"{settings.site_url}{values['address']}" if settings.site_url else ""
    claims = [] if values.get("status") == "withdrawn" else list(_claims(values, at))
    return {
        "@context": "https://schema.org",
        "@graph": [_article(values, registry, settings, at, parts), *claims],
    }


def _article(
    values: Values, registry: Registry, settings: Settings, at: str, parts: Mapping[str, str]
) -> dict[str, Any]:
    names = values.get("names", {})
    article = {
        "@type": _TYPES.get(values.get("type_of_work", ""), "AnalysisNewsArticle"),
        "@id": at or "#",
        "url": at,
        "headline": values.get("title"),
        "alternativeHeadline": values.get("event"),
        "abstract": values.get("summary"),
        "inLanguage": values.get("lang"),
        "datePublished": values.get("published"),
        "dateModified": values.get("updated"),
        "version": values.get("version"),
        "creativeWorkStatus": "Withdrawn" if values.get("status") == "withdrawn" else "Published",
        "temporalCoverage": _time(values.get("event_date") or values.get("period", "")),
        "license": licence(values.get("licence", "")),
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.site_name}
        | ({"url": settings.site_url} if settings.site_url else {}),
        "editor": [_editor(i, registry) for i in values.get("editor", ())],
        "about": [{"@type": "Thing", "name": name} for name in names.get("topics", {}).values()],
        "mentions": [
            {"@type": "Organization", "name": name} for name in names.get("organisations", {}).values()
        ],
        "citation": [_source(s, at) for s in values.get("sources", ())],
        "correction": [_correction(c) for c in values.get("corrections", ())],
        "backstory": next(
            (s["markdown"] for s in values.get("body", ()) if s["heading"] == "How we worked"), None
        ),
        "hasPart": [
            {"@type": "NewsArticle", "@id": address, "headline": title} for address, title in parts.items()
        ],
        "disambiguatingDescription": values.get("notice"),
    }
    return {key: value for key, value in article.items() if value}


def _editor(name: str, registry: Registry) -> dict[str, Any]:
    person = registry.people.get(name)
    is_desk = person is None or person.kind is PersonKind.DESK
    return {"@type": "Organization" if is_desk else "Person", "name": person.name if person else name}


def _time(written: str) -> str:
    """A date that ISO 8601 knows; `unknown` is none."""
    return written if edtf.is_date(written) else ""


def licence(spdx: str) -> str:
    """The address of a licence.

    >>> licence("CC-BY-4.0"), licence("MIT")
    ('https://creativecommons.org/licenses/by/4.0/', 'https://spdx.org/licenses/MIT.html')
    """
    family, _, version = spdx.removeprefix("CC-").rpartition("-")
    if spdx.startswith("CC-BY") and family:
        return f"{_CREATIVE_COMMONS}{family.lower()}/{version}/"
    return f"https://spdx.org/licenses/{spdx}.html" if spdx else ""


def _source(source: Values, at: str) -> dict[str, Any]:
    publisher = source.get("publisher_name") or source.get("publisher", "")
    author = source.get("author", ())
    names = [author] if isinstance(author, str) else author
    issued = source.get("issued", "")
    made = {
        "@type": _SOURCE_TYPES.get(source.get("type", ""), "CreativeWork"),
        "@id": f"{at}#source-{source.get('id', '')}",
        "name": source.get("title"),
        "url": _web(source.get("url", "")),
        "archivedAt": _web(source.get("archive_url", "")),
        "datePublished": issued if edtf.day(issued) or edtf.moment(issued) else "",
        "inLanguage": source.get("language"),
        "publisher": {"@type": "Organization", "name": publisher}
        if publisher not in ("", "unknown")
        else None,
        "author": [n for n in names if n not in ("", "none-given", "unknown")],  # people or bodies: not known
    }
    return {key: value for key, value in made.items() if value}


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def _correction(correction: Values) -> dict[str, Any]:
    was, now = correction.get("was", ""), correction.get("now", "")
    text = say("linked.correction", was=was, now=now)
    if now.endswith((".", "!", "?")):  # a sentence has its own stop, within the marks
        text = text.removesuffix(".")
    made = {
        "@type": "CorrectionComment",
        "text": f"{text} {correction.get('reason', '')}".strip(),
        "datePublished": correction.get("date"),
    }
    return {key: value for key, value in made.items() if value}


def _claims(values: Values, at: str) -> Iterator[dict[str, Any]]:
    for claim in values.get("claims", ()):
        if may_stand_alone(claim):
            speaking = dict.fromkeys(
                a.get("source", "") for a in claim.get("assertions", ()) if a.get("stance") in _HOLDS
            )
            yield {
                "@type": "Claim",
                "@id": f"{at}#{claim.get('id', '')}",
                "text": claim.get("text", ""),
                "isPartOf": {"@id": at or "#"},
                "appearance": [{"@id": f"{at}#source-{source}"} for source in speaking],
            }


_HOLDS = frozenset({"supports", "qualifies", "mentions"})


def may_stand_alone(claim: Values) -> bool:
    """False for a claim that needs its attribution, its confidence or a reply beside it."""
    if claim.get("kind") == "motive" or claim.get("superseded_by"):
        return False
    undecided = "adverse" not in claim and bool(claim.get("about"))
    strong = claim.get("standing", {}).get("ceiling") in ("moderate", "high")
    return strong or not (claim.get("adverse") or undecided)
