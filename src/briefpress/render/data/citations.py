"""How to cite a briefing, a digest, one claim of it, and its sources: plain text, CSL-JSON and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefpress.model import edtf
from briefpress.model.briefing import Common
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render import dates
from briefpress.render.wording import listed, say

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation names. `editors` are names, `updated` is the day of the cited version as written."""

    id: str
    title: str
    summary: str
    editors: tuple[str, ...]
    site: str
    updated: str
    version: int
    address: str
    """Absolute when the site has an address, else as counted from its root."""
    lang: str
    notice: str = ""
    """Said of a site of specimens: nothing in it is real."""

    @classmethod
    def of(cls, entry: Common, card: Card, registry: Registry, settings: Settings) -> Work:
        """The present version of a briefing or digest."""
        return cls(
            id=card.id,
            title=entry.title,
            summary=card.summary,
            editors=tuple(registry.people[e].name if e in registry.people else e for e in entry.editor),
            site=settings.site_name,
            updated=card.updated,
            version=entry.version,
            address=f"{settings.site_url}{card.address}",
            lang=entry.lang,
            notice=say("specimen.short") if settings.specimen else "",
        )

    @property
    def version_address(self) -> str:
        """The address of this version, which says the same when the page changes; a draft has none but its own."""
        return f"{self.address}v/{self.version}/" if self.version else self.address

    @property
    def who(self) -> str:
        """The editors, or the site when nobody is named."""
        return listed(self.editors) or self.site


def plain(work: Work) -> str:
    """The citation of a page in words: it names a version, and so that version's own address."""
    return _plain("cite.text", work, work.version_address)


def plain_claim(work: Work, number: str, anchor: str, said: str) -> str:
    """The citation of one claim in words, with the version's own address.

    `number` is the claim's as readers see it, `anchor` the id of its row; `said` is the claim in words that
    the site may say (`Context.said`), since a motive is always somebody's account.
    """
    return _plain(
        "cite.one-claim", work, f"{work.version_address}#{anchor}", n=number, claim=said.rstrip().rstrip(".")
    )


def _plain(key: str, work: Work, address: str, **more: str) -> str:
    date = dates.words(work.updated) if work.updated else ""
    return say(
        key if date else f"{key}-undated",
        who=work.who,
        title=work.title,
        site=work.site,
        date=date,
        version=work.version,
        address=address,
        **more,
    )


# ── CSL-JSON (Citation Style Language 1.0.2) ──────────────────────────────────────────────────────────


def csl(work: Work) -> dict[str, Any]:
    """A page as an item of CSL-JSON."""
    item = {
        "id": work.id,
        "type": "webpage",
        "title": work.title,
        "abstract": work.summary,
        "author": [{"literal": name} for name in work.editors] or [{"literal": work.site}],
        "container-title": work.site,
        "publisher": work.site,
        "issued": csl_date(work.updated),
        "URL": work.version_address,
        "language": work.lang,
        "version": str(work.version) if work.version else "",
        "note": work.notice,
    }
    return {key: value for key, value in item.items() if value}


def csl_source(source: Values, publisher: str, notice: str = "") -> dict[str, Any]:
    """A source, as its plain values, as an item of CSL-JSON; what is not known is left out, never guessed."""
    author = source.get("author", ())
    names = [author] if isinstance(author, str) else author
    item = {
        "id": source.get("id", ""),
        "type": source.get("type", "webpage"),
        "title": source.get("title", ""),
        "author": [{"literal": name} for name in names if name not in ("", "none-given", "unknown")],
        "publisher": "" if publisher == "unknown" else publisher,
        "issued": csl_date(source.get("issued", "")),
        "accessed": csl_date(source.get("accessed", "")),
        "URL": source.get("url", ""),
        "archive_location": source.get("archive_url", ""),
        "language": source.get("language", ""),
        "note": notice,
    }
    if item["type"] not in CSL_TYPES:
        item["type"] = "document"
    return {key: value for key, value in item.items() if value}


def csl_date(written: str) -> dict[str, Any]:
    """A date of the EDTF profile as CSL holds it; {} for what is unknown or bounded on one side only.

    >>> csl_date("2026-11-21"), csl_date("2026-06~")
    ({'date-parts': [[2026, 11, 21]]}, {'date-parts': [[2026, 6]], 'circa': True})
    >>> csl_date("2026-05/2026-06"), csl_date("2026-06-XX"), csl_date("[..2026-11-21]"), csl_date("unknown")
    ({'date-parts': [[2026, 5], [2026, 6]]}, {'date-parts': [[2026, 6]]}, {}, {})
    """
    if not edtf.is_date(written):
        return {}
    ends = [_parts(end) for end in written.partition("T")[0].split("/")]
    if not all(ends):
        return {}
    circa = {"circa": True} if any(mark in written for mark in "~?%") else {}
    return {"date-parts": ends, **circa}


def _parts(written: str) -> list[int]:
    """Year, month and day as far as they are known; nothing for a season, a decade or a limit."""
    match = _KNOWN.match(written)
    if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
        return []
    return [int(part) for part in match.groups() if part]


_KNOWN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:-XX)*[~?%]?\Z", re.ASCII)

CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage".split()
)


# ── BibTeX ────────────────────────────────────────────────────────────────────────────────────────────


def bibtex(work: Work) -> str:
    r"""A page as an entry of BibTeX, in UTF-8.

    >>> work = Work(
    ...     "2026-x",
    ...     "50 % of {it}",
    ...     "",
    ...     ("The desk",),
    ...     "Site",
    ...     "2026-11-21",
    ...     2,
    ...     "https://e.example/x_y/",
    ...     "en-GB",
    ... )
    >>> print(bibtex(work))
    @misc{briefing-2026-x,
      author = {{The desk}},
      title = {{50 \% of \{it\}}},
      howpublished = {Site},
      year = {2026},
      month = nov,
      day = {21},
      url = {https://e.example/x_y/v/2/},
      note = {Version 2},
    }
    <BLANKLINE>
    """
    day = (csl_date(work.updated).get("date-parts") or [[]])[0]
    version = say("cite.bibtex-version", n=work.version) if work.version else ""
    pairs = (
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in work.editors or (work.site,))),
        ("title", f"{{{_tex(work.title)}}}"),
        ("howpublished", _tex(work.site)),
        ("year", str(day[0]) if day else ""),
        ("month", _MONTHS[day[1] - 1] if len(day) > 1 else ""),
        ("day", str(day[2]) if len(day) > 2 else ""),
        ("url", _percent(work.version_address)),
        ("note", _tex(". ".join(part for part in (version, work.notice) if part))),
    )
    lines = (f"  {k} = {v if k == 'month' else f'{{{v}}}'},\n" for k, v in pairs if v)
    return f"@misc{{briefing-{work.id},\n{''.join(lines)}}}\n"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
        **{c: f"\\{c}" for c in "&%$#_{}"},
    }
)


def _tex(text: str) -> str:
    return text.translate(_SPECIAL)


def _percent(address: str) -> str:
    """An address is printed as it is; braces would end the field."""
    return address.replace("{", "%7B").replace("}", "%7D")


def of_sources(sources: Iterable[Values], notice: str = "") -> list[dict[str, Any]]:
    """The sources of a page, as plain values of its twin, as CSL-JSON."""
    return [csl_source(s, s.get("publisher_name") or s.get("publisher", ""), notice) for s in sources]
