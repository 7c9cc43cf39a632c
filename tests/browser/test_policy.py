"""The Content-Security-Policy in Chromium: as hosts send it from `_headers`, and from the pages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import conftest
from tests.browser.conftest import Mount, OpenPage, Server, Tab

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
PAGES = {
    "home": "",
    "briefings": "briefings/",
    "briefing": BRIEFING,
    "digest": "digests/2026/film-data-centres-and-employee-data/",
    "topic": "topics/generative-ai/",
    "organisation": "organisations/openai/",
    "affected": "affected/data-centre-workers/",
    "takeaways": "takeaways/for/creators/",
    "search": "search/?q=film",
    "missing": "no/such/page/",
    "method": "method/",
    "guide": "guide/",
    "rule": "rules/raw-html/",
    "decision": "adr/0004-new-edition/",
}
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""


# ── a host that reads _headers ────────────────────────────────────────────────────────────────────────


def rules(text: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """The rules of a file `_headers`: which paths, and what is sent with them."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in text.splitlines():
        if not line.startswith(" "):
            pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(line).replace(r"\*", ".*").replace(r"\:", ":"))
            found.append((re.compile(pattern), {}))
        else:
            name, value = line.strip().split(": ", 1)
            found[-1][1][name] = value
    return found


class Host(conftest.Handler):
    """Sends what `_headers` says, as Netlify and Cloudflare Pages do."""

    def end_headers(self) -> None:
        """Adds the headers of every rule that fits."""
        path = urlsplit(self.path).path
        for pattern, values in rules((Path(self.directory) / "_headers").read_text(encoding="utf-8")):
            if pattern.fullmatch(path):
                for name, value in values.items():
                    self.send_header(name, value)
        super().end_headers()


@contextmanager
def hosted(folder: Path) -> Iterator[Mount]:
    """Serves a folder with its `_headers` in force."""
    handler = partial(Host, directory=str(folder), path="/", headers={})
    with conftest.running(handler) as origin:
        yield Mount(f"{origin}/", folder)


@pytest.fixture(scope="session", params=["host", "plain"])
def mount(request: Any, site: Path, server: Server) -> Iterator[Mount]:
    """The first edition, on a host that reads `_headers` and on one that does not."""
    if request.param == "plain":
        yield server(site)
    else:
        with hosted(site) as found:
            yield found


# ── nothing is refused ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_needs_nothing_that_its_policy_refuses(mount: Mount, page: OpenPage, kind: str) -> None:
    tab = page(mount, "about/", width=360, dark=kind == "briefing")
    tab.page.add_init_script(LISTEN)
    tab.go(PAGES[kind])
    tab.page.wait_for_load_state("load")
    use(tab.page)
    if kind == "search":
        expect(tab.page.locator(".bp-find__hits h3").first).to_be_visible()
    assert tab.page.evaluate("refused") == []
    assert [fault for fault in tab.seen.faults if "404" not in fault] == []


def use(page: Page) -> None:
    """Does what a reader can do anywhere: colours, menu, folded parts, buttons that copy."""
    page.get_by_role("button", name="Dark colours").click()
    page.get_by_role("button", name="Menu", exact=True).click()
    page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for name in ("[data-bp-copy]", "a.bp-link", "[data-md-type=copy]"):
        if page.locator(name).count():
            page.locator(name).first.click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def test_a_search_is_done_from_the_header_of_any_page(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, "about/")
    tab.page.add_init_script(LISTEN)
    tab.go(BRIEFING)
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("film")
    expect(tab.page.locator(".bp-search__panel .bp-hit__title").first).to_be_visible()
    assert tab.page.evaluate("refused") == []
    assert tab.seen.faults == []


# ── what must be refused is ───────────────────────────────────────────────────────────────────────────


def test_what_a_page_does_not_hold_is_refused(mount: Mount, page: OpenPage) -> None:
    """The measure of this file, tried on what a hostile text would want."""
    tab = page(mount, "about/")
    tab.page.add_init_script(LISTEN)
    tab.go(BRIEFING)
    refused = attempts(tab)
    wanted = {f"{kind}-src-{part}" for kind in ("script", "style") for part in ("attr", "elem")}
    assert {*wanted, "img-src", "connect-src"} <= {line.split()[0] for line in refused}
    assert any("eval" in line for line in refused)
    assert tab.page.evaluate("window.done") is None


def attempts(tab: Tab) -> list[str]:
    """Tries scripts, styles and requests to another host; gives what was refused."""
    found: list[str] = tab.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.done = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend",
                `<p style="color: red" onclick="window.done = 2" id="bad">x</p><style>p { color: red }</style>
                 <img src="https://elsewhere.example/x.png"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`);
            document.getElementById("bad").click();
            await fetch("https://elsewhere.example/").catch(() => {});
            setTimeout("window.done = 3");
            await new Promise((done) => setTimeout(done, 200));
            return refused;
        }"""
    )
    return found


def test_no_source_is_wide(site: Path) -> None:
    """No wildcard, no scheme, nothing unsafe but WebAssembly, in what hosts send and in every page."""
    sent = next(
        values for pattern, values in rules((site / "_headers").read_text()) if pattern.fullmatch("/x")
    )
    policies = {sent["Content-Security-Policy"]}
    for file in site.rglob("*.html"):
        if file.name == "mail.html":  # a letter to send on, with its styles in it; no page of the site
            continue
        head = file.read_text(encoding="utf-8").split("<head>", 1)[1].lstrip()
        found = re.match(
            r'(?:<meta charset="utf-8">\s*)?<meta http-equiv="Content-Security-Policy" content="([^"]*)">',
            head,
        )
        assert found, file
        policies.add(found[1])
    for policy in policies:
        directives = dict(part.split(" ", 1) for part in policy.split("; "))
        assert directives["default-src"] == directives["base-uri"] == directives["object-src"] == "'none'"
        assert directives["form-action"] == "'self'"
        sources = {word for words in directives.values() for word in words.split()}
        plain = {"'none'", "'self'", "'wasm-unsafe-eval'"}
        assert all(source in plain or source.startswith("'sha256-") for source in sources), sources
    assert sent["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert sent["X-Content-Type-Options"] == "nosniff"


def test_the_character_set_is_told_early_enough(site: Path) -> None:
    """Browsers look for it in the first 1,024 bytes (HTML, 4.2.5.4)."""
    late = [
        file for file in site.rglob("*.html") if b'<meta charset="utf-8">' not in file.read_bytes()[:1024]
    ]
    assert late == []
