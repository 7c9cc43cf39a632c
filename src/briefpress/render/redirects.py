"""Pages that lead on from an address that a page had, and the same for hosts that redirect by themselves.

A redirecting page keeps the fragment, so that a citation of one claim (`…#c3`) still finds it: by a script
where there is one, and by the host's own answer where the host reads `_redirects`. Without either, the page
stays, with a place and a link for each claim: a refresh would lose which one was cited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
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

_STYLE = b"""/* The few lines of a page that leads on; the claim that was cited stands out. */
:root { color-scheme: light dark; }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; }
a { color: LinkText; overflow-wrap: anywhere; }
ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
li { scroll-margin-top: 2rem; padding: .25rem .5rem; border: 2px solid transparent; border-radius: .25rem; }
li:target { border-color: currentColor; font-weight: 700; }
"""
STYLE = Artifact(f"assets/briefpress/redirect.{hashlib.sha256(_STYLE).hexdigest()[:8]}.css", _STYLE)
"""How every redirecting page looks, by the same rule."""

_TWINS = ("index.json", "index.md", "cite.bib", "cite.csl.json", "sources.csl.json")
"""Files beside a page that move with it; only a host can redirect them."""

_CLAIM = re.compile(r"c[1-9][0-9]*\Z")

Moves = Iterable[tuple[str, str]]
"""(former address, address that holds), each from the site's root."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What all redirecting pages share: `policy` is the Content-Security-Policy of a page without inline scripts.

    `icon` is the site's, as a path from its root or an address elsewhere; `picture` the lines of a head that
    name the site and its picture. Both are HTML.
    """

    settings: Settings
    policy: str
    icon: str = ""
    picture: tuple[str, ...] = ()


def page(
    old: str,
    new: str,
    wrapping: Wrapping,
    named: str = "",
    version: int | None = None,
    claims: Iterable[str] = (),
) -> Artifact:
    """The page at a former address, or at that of the present version, whose number is `version`.

    `named` is what the page is called to which it leads, `claims` are the ids of those that can be cited on it.
    """
    settings = wrapping.settings
    to = escape(address.relative(new, old))
    canonical = escape(f"{settings.site_url}{new}") if settings.site_url else to
    script, style = (escape(address.relative(asset.path, old)) for asset in (SCRIPT, STYLE))
    why = "moved" if version is None else "present"
    shown = canonical.replace("/", "/<wbr>")  # else a narrow screen could not break it
    title = escape(say(f"{why}.title", n=version, title=named)) if named else escape(say("moved.untitled"))
    text = escape(say(f"{why}.text"))
    notice = f"<p><strong>{escape(say('specimen.short'))}.</strong></p>\n" if settings.specimen else ""
    places = _places(claims, to)
    refresh = f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n'
    html = (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(wrapping.policy, quote=False)}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f'<meta name="description" content="{text}">\n<meta property="og:title" content="{title}">\n'
        f'<meta property="og:description" content="{text}">\n{_emblem(wrapping, old)}'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n'
        f'<script src="{script}" data-to="{to}"></script>\n'  # first: it would wait for a style sheet
        f'<link rel="stylesheet" href="{style}">\n'
        f"{'' if places else refresh}</head>\n"
        f'<body>\n{notice}<h1>{title}</h1>\n<p>{text} <a href="{to}">{shown}</a></p>\n{places}'
        f"</body>\n</html>\n"
    )
    return Artifact(f"{old}index.html" if old.endswith("/") or not old else old, html.encode())


def _emblem(wrapping: Wrapping, old: str) -> str:
    """The lines of the head with the site's icon and picture, as every page has them."""
    icon = wrapping.icon
    if icon and ":" not in icon:
        icon = address.relative(icon, old)
    lines = (*wrapping.picture, *([f'<link rel="icon" href="{icon}">'] if icon else []))
    return "".join(f"{line}\n" for line in lines)


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
