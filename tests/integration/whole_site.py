"""What holds for every built site: its links lead somewhere, its pages parse, and nothing hidden shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.integration.test_html import parsed
from tests.integration.test_links import Page, ids, read


@cache
def pages_of(site: Path) -> dict[str, Page]:
    """Path of each HTML page -> what was read in it; an e-mail edition is no page."""
    files = (file for file in sorted(site.rglob("*.html")) if file.name != "mail.html")
    return {file.relative_to(site).as_posix(): read(file.read_text(encoding="utf-8")) for file in files}


def broken_links(site: Path, base: str) -> list[str]:
    """Each link of the site that leads to no file or to no id; `base` is the site's address."""
    pages = pages_of(site)
    there = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    return [told for path, page in pages.items() for told in _broken(path, page, pages, there, base)]


def _broken(path: str, page: Page, pages: dict[str, Page], there: set[str], base: str) -> Iterator[str]:
    own = base + path.removesuffix("index.html")
    for link in page.links:
        address = urljoin(own, link.address)
        if not address.startswith(base):
            continue
        target = unquote(urlsplit(address).path).removeprefix(urlsplit(base).path)
        target = f"{target}index.html" if target == "" or target.endswith("/") else target
        fragment = unquote(urlsplit(address).fragment)
        if target not in there:
            yield f"{path}: {link.address} leads to nothing"
        elif fragment and target in pages and fragment not in ids(target, pages):
            yield f"{path}: {link.address}: no such id in {target}"


def parse_errors(site: Path, paths: Iterable[str]) -> dict[str, list[str]]:
    """What an HTML5 parser minds, by path."""
    found = {path: parsed((site / path).read_bytes())[1] for path in paths}
    return {path: errors for path, errors in found.items() if errors}


def traces(site: Path, words: Iterable[str]) -> list[str]:
    """Each file of the site that holds one of these words."""
    wanted = [word.encode() for word in words]
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    return [
        f"{file.relative_to(site)}: {word.decode()}"
        for file in files
        for content in (file.read_bytes(),)
        for word in wanted
        if word in content or word.decode() in file.as_posix()
    ]
