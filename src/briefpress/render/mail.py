"""The e-mail edition of a digest: as HTML and as text to paste, and as a message to send on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from textwrap import wrap
from urllib.parse import urlsplit

from briefpress.evidence import Evidence
from briefpress.model import edtf
from briefpress.model.artifact import Artifact
from briefpress.model.briefing import Digest
from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render.environment import Environment
from briefpress.render.feeds import entry_id, moment
from briefpress.render.filters import WIDTH
from briefpress.render.mail_styles import STYLES
from briefpress.render.markdown import Rendered
from briefpress.render.site import Site
from briefpress.render.view.context import Context
from briefpress.render.view.page import View
from briefpress.render.view.page import digest as view_of_digest
from briefpress.render.wording import say

HTML, TEXT, MESSAGE = "mail.html", "mail.txt", "mail.eml"
"""What lies beside a digest's page."""

_NOBODY = "undisclosed-recipients:;"
"""RFC 5322's way to name no recipient: whoever sends the message on puts them in."""
_INDENT = re.compile(r" *(?:- |\* |[0-9]+\. )?")
_LISTED = re.compile(r"\[[0-9]+\] <\S+>")
"""A link in the list of links: its number and its address stay on one line."""


def artifacts(
    document: Document,
    evidence: Evidence,
    card: Card,
    text: Rendered,
    registry: Registry,
    site: Site,
    environment: Environment,
    settings: Settings,
    now: datetime,
) -> tuple[Artifact, ...]:
    """`mail.html`, `mail.txt` and `mail.eml` beside a digest; nothing for a briefing or what has no date."""
    held = document.entry
    if not isinstance(held, Digest) or held.status is Status.REMOVED or not moment(card.updated):
        return ()
    context = Context.of(document, evidence, card, registry, site, settings, now)
    page = view_of_digest(context, held, text)
    values = {
        "page": page,
        "base": f"{settings.site_url}{card.address}" if settings.site_url else "",
        "site": settings.site_name,
        "specimen": say("specimen.short") if settings.specimen else "",
        "css": STYLES,
    }
    html = f"{environment.expand(HTML, **values).strip()}\n"
    plain = wrapped(environment.expand(TEXT, **values, numbers=_numbers(page) if settings.site_url else {}))
    return (
        Artifact(f"{card.address}{HTML}", html.encode()),
        Artifact(f"{card.address}{TEXT}", plain.encode()),
        Artifact(f"{card.address}{MESSAGE}", message(card, html, plain, settings, held.lang)),
    )


def wrapped(text: str) -> str:
    """Plain text with each line broken at `WIDTH`, below where its words begin; addresses stay whole.

    >>> print(wrapped("- " + "word " * 15), end="")
    - word word word word word word word word word word word word word word
      word
    """
    lines = (part for line in text.strip().splitlines() for part in _broken(line.rstrip()))
    return "\n".join(lines) + "\n"


def _numbers(page: View) -> dict[str, int]:
    """The addresses to which the text leads, as the page has them, numbered in the order in which they are met."""
    links = (
        *(link for notice in page.notices for link in notice.links),
        *(member.link for member in page.briefings),
        *(support.link for thread in page.threads for support in thread.supports),
    )
    hrefs = dict.fromkeys(link.href for link in links if link.href)
    return {href: number for number, href in enumerate(hrefs, start=1)}


def _broken(line: str) -> list[str]:
    if _LISTED.fullmatch(line):
        return [line]
    found = _INDENT.match(line)
    below = " " * len(found[0]) if found else ""
    broken = wrap(
        line, WIDTH, subsequent_indent=below, break_long_words=False, break_on_hyphens=False, tabsize=4
    )
    return broken or [""]


def message(card: Card, html: str, plain: str, settings: Settings, lang: str) -> bytes:
    """The message (RFC 5322): text and HTML as alternatives, to nobody, dated by the latest change.

    The same input gives the same bytes: its boundary and its id come from the digest and its version.
    """
    host = _host(settings)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = _line(f"{settings.site_name}: {card.title}")
    made["From"] = _sender(settings, host)
    made["To"] = _NOBODY
    made["Date"] = format_datetime(_date(card))
    name = sha256(f"{entry_id(card)} {card.version}".encode()).hexdigest()[:24]
    made["Message-ID"] = f"<{name}@{host}>"
    made["X-Unsent"] = "1"  # mail programs that know it open the message as a draft to be sent
    made.set_content(plain, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    # In quoted-printable no line can hold "=_", so no text can hold the boundary.
    made.set_boundary(f"=_{name}")
    for part in made.iter_parts():
        part["Content-Language"] = lang
    return made.as_bytes()


def _host(settings: Settings) -> str:
    """The site's host, if its name leaves a header on one line: Python would break a longer one wrongly."""
    host = urlsplit(settings.site_url).hostname or ""
    return host if host.isascii() and 0 < len(host) <= _LONGEST_HOST else "site.invalid"


_LONGEST_HOST = 40


def _sender(settings: Settings, host: str) -> Address:
    """The site under its contact address; where it has none, under a name that no mail can reach (RFC 2606)."""
    name = _line(settings.site_name)
    contact = settings.contact.removeprefix("mailto:")
    if contact.isascii() and "//" not in contact:
        try:
            return Address(name, addr_spec=contact)
        except (MessageError, ValueError, IndexError):
            pass
    return Address(name, "editors", host if host.endswith(".invalid") else f"{host}.invalid")


def _date(card: Card) -> datetime:
    found = edtf.moment(moment(card.updated))
    assert found is not None
    return found.astimezone(UTC)


def _line(text: str) -> str:
    """Text for a header: on one line."""
    return " ".join(text.split())
