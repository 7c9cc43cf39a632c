"""Pages that lead on from an address that a page had, and the same for hosts that redirect by themselves.

A redirecting page keeps the fragment, so that a citation of one claim (`…#c3`) still finds it: by a script
where there is one, and by the host's own answer where the host reads `_redirects`. Without either, the page of
the present version stays, with a place and a link for each claim: a refresh would lose which one was cited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from briefpress.model import address
from briefpress.model.artifact import Artifact
from briefpress.model.settings import Settings
from briefpress.render.wording import say

_SCRIPT = b"""// Goes on to the page that has moved, to the same place in it.
(function () {
  var to = document.currentScript.getAttribute("data-to");
  location.replace(to + location.search + location.hash);
})();
"""
SCRIPT = Artifact(f"assets/briefpress/redirect.{hashlib.sha256(_SCRIPT).hexdigest()[:8]}.js", _SCRIPT)
"""What every redirecting page runs, under a name that tells its content."""

_TWINS = ("index.json", "index.md", "cite.bib", "cite.csl.json", "sources.csl.json")
"""Files beside a page that move with it; only a host can redirect them."""

_CLAIM = re.compile(r"c[1-9][0-9]*\Z")

Moves = Iterable[tuple[str, str]]
"""(former address, address that holds), each from the site's root."""


def page(
    old: str,
    new: str,
    settings: Settings,
    policy: str,
    named: str = "",
    version: int | None = None,
    claims: Iterable[str] = (),
) -> Artifact:
    """The page at a former address, or at that of the present version, whose number is `version`.

    `named` is what the page is called to which it leads, `policy` the Content-Security-Policy of a page
    without inline scripts, `claims` the ids of those that can be cited on it.
    """
    to = escape(address.relative(new, old))
    canonical = escape(f"{settings.site_url}{new}") if settings.site_url else to
    script = escape(address.relative(SCRIPT.path, old))
    why = "moved" if version is None else "present"
    shown = canonical.replace("/", "/<wbr>")  # else a narrow screen could not break it
    title = escape(say(f"{why}.title", n=version, title=named)) if named else escape(say("moved.untitled"))
    text = escape(say(f"{why}.text"))
    notice = f"<p><strong>{escape(say('specimen.short'))}.</strong></p>\n" if settings.specimen else ""
    places = _places(claims, to)
    refresh = f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n'
    html = (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f'<meta name="description" content="{text}">\n<meta property="og:title" content="{title}">\n'
        f'<meta property="og:description" content="{text}">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n'
        f'<script src="{script}" data-to="{to}"></script>\n'
        f"{'' if places else refresh}</head>\n"
        f'<body>\n{notice}<h1>{title}</h1>\n<p>{text} <a href="{to}">{shown}</a></p>\n{places}'
        f"</body>\n</html>\n"
    )
    return Artifact(f"{old}index.html" if old.endswith("/") or not old else old, html.encode())


def _places(claims: Iterable[str], to: str) -> str:
    """A list with the id of each claim and a link to it; nothing without claims."""
    named = ((id, say("present.claim", n=id[1:])) for id in claims if _CLAIM.match(id))
    links = "\n".join(f'<li id="{id}"><a href="{to}#{id}">{name}</a></li>' for id, name in named)
    return f"<p>{escape(say('present.claims'))}</p>\n<ul>\n{links}\n</ul>\n" if links else ""


def rules(moves: Moves, settings: Settings) -> tuple[Artifact, ...]:
    """The file `_redirects`, as Netlify, Cloudflare Pages and others read it; none without a redirect."""
    base = f"/{urlsplit(settings.site_url).path.strip('/')}/".replace("//", "/")
    lines = [f"{base}{old} {base}{new} 301" for pair in moves for old, new in _with_twins(*pair)]
    return (Artifact("_redirects", "\n".join([*lines, ""]).encode()),) if lines else ()


def _with_twins(old: str, new: str) -> Iterable[tuple[str, str]]:
    yield old, new
    if address.is_entry(old):
        yield from ((f"{old}{name}", f"{new}{name}") for name in _TWINS)
