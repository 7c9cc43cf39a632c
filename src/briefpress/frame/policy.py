"""What a browser may load and run for our pages: the Content-Security-Policy, in each page and for the host.

A page carries its own policy, with the hashes of the scripts that stand in it. Hosts that read `_headers` send
one policy with every file: it names the hashes of all pages. Both hold at once, so neither may refuse what
the other allows. See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

_SCRIPT = re.compile(r"<script((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style(?:[^>\"']|\"[^\"]*\"|'[^']*')*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
_RUNS = ("", "module", "text/javascript", "application/javascript")
"""Types of a script that runs; any other is data for the page, which no policy concerns."""
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)

_ELSEWHERE = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
)
"""Features that no page uses, by their names in Permissions-Policy."""
_ALL = {
    "Strict-Transport-Security": "max-age=31536000",  # a year, RFC 6797; other names of the domain may not be ours
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _ELSEWHERE.split()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_KEPT = "public, max-age=31536000, immutable"
"""For a year: another content has another address."""
_LETTERS = ("/digests/:year/:name/mail.html", "/digests/:year/:name/mail")
"""E-mail editions; some hosts leave the end of the name out. The one kind of HTML here that carries no policy of its
own: its styles stand at its elements, as mail programs want them, and no policy of ours allows that. Hosts join the
policies of all rules that fit, so a rule of their own could not allow it either: they are handed over to be saved."""
_HANDED_OVER = 'attachment; filename="mail.html"'
_NAMED_BY_CONTENT = ("/assets/briefpress/*", "/assets/javascripts/*", "/search/:part/*")


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in pages themselves, by hash ("sha256-…"): the scripts that run, and the style sheets."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, html: str) -> Inline:
        """What stands in one page."""
        scripts = (text for start, text in _SCRIPT.findall(html) if text and _runs(start))
        return cls(frozenset(map(_hash, scripts)), frozenset(map(_hash, _STYLE.findall(html))))

    @classmethod
    def among(cls, pages: Iterable[str]) -> Inline:
        """What stands in any of several pages."""
        found = [cls.of(page) for page in pages]
        none: frozenset[str] = frozenset()
        return cls(none.union(*(f.scripts for f in found)), none.union(*(f.styles for f in found)))


def _runs(start: str) -> bool:
    kind = _TYPE.search(start)
    return kind is None or kind[1].lower() in _RUNS


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def policy(inline: Inline) -> str:
    """The policy for a page, less who may frame it: a page cannot say that of itself.

    `wasm-unsafe-eval` lets the search compile its WebAssembly; it allows no JavaScript.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval'{_quoted(inline.scripts)}",
            f"style-src 'self'{_quoted(inline.styles)}",
            *(f"{kind}-src 'self'" for kind in ("img", "font", "media", "connect", "worker", "manifest")),
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )


def _quoted(hashes: Iterable[str]) -> str:
    return "".join(f" '{found}'" for found in sorted(hashes))


def guarded(html: str) -> str:
    """A page with its own policy first in its head, before anything that the policy concerns.

    A text without a head stays as it is.
    """
    meta = escape(policy(Inline.of(html)), quote=False)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{meta}">'
    return _HEAD.sub(lambda head: f"{head[0]}\n    {tag}", html, count=1)


def headers(inline: Inline, *, hidden: bool = False) -> str:
    """The file `_headers`, as Netlify, Cloudflare Pages and others read it; `inline` is that of all pages.

    A hidden site asks search engines to stay away, from files without a head of their own as well.
    """
    sent = {"Content-Security-Policy": f"{policy(inline)}; frame-ancestors 'none'", **_ALL}
    if hidden:
        sent["X-Robots-Tag"] = "noindex"
    rules = {
        "/*": sent,
        **{path: {"Content-Disposition": _HANDED_OVER} for path in _LETTERS},
        **{path: {"Cache-Control": _KEPT} for path in _NAMED_BY_CONTENT},
    }
    lines = (
        line
        for path, values in rules.items()
        for line in (path, *(f"  {name}: {value}" for name, value in values.items()))
    )
    return "\n".join([*lines, ""])
