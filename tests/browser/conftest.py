"""Chromium, a plain web server, and the first edition, for tests that need a browser.

The server is what a plain host such as GitHub Pages is: it knows neither `_headers` nor `_redirects`, and
answers for a missing address with 404.html and status 404.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-21T12:00:00Z"
"""The moment of the build, so that pages which show the day stay as they are."""
FEATURES_OFF = (
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("AimEnabled", "ThirdPartyStoragePartitioning", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
)
"""What Playwright turns off in Chromium (the last list given counts), and the pop-ups of the address bar.

These are two pages of the browser's own, which each new context loads before the page that is tested: half of
all time, for what nobody sees here.
"""


# ── the site ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The folder of the first edition, built once by the command that readers of the README use."""
    return built


# ── the server ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mount:
    """A site on the server: `url` ends in a slash and may have a path."""

    url: str
    folder: Path

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.url))


class Handler(SimpleHTTPRequestHandler):
    """Serves `directory` below `path`, with `headers` on every answer."""

    def __init__(self, *args: Any, path: str, headers: Mapping[str, str], **kwargs: Any) -> None:
        self.mounted, self.headers_sent = path, headers
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """Where the file lies; outside of the mount nothing does."""
        bare = urlsplit(path).path
        if not bare.startswith(self.mounted):
            return str(Path(self.directory) / "outside-of-the-mount")
        return super().translate_path("/" + bare.removeprefix(self.mounted))

    def list_directory(self, path: Any) -> None:
        """A folder without index.html is a missing page, not a list of files."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers with the site's own 404.html where there is one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def end_headers(self) -> None:
        """Adds the headers of the mount."""
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps test output readable."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing when a browser leaves before it has everything."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, path: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[Mount]:
    """Serves a folder on a free port of this machine, below `path`, such as "/some/repo/"."""
    handler = partial(Handler, directory=str(folder), path=path, headers=headers or {})
    with running(handler) as origin:
        yield Mount(f"{origin}{path}", folder)


@contextmanager
def running(handler: Callable[..., SimpleHTTPRequestHandler]) -> Iterator[str]:
    """Answers requests on a free port of this machine; gives the origin."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Server(Protocol):
    """`server(folder, path="/some/repo/")` gives the mount; the same arguments give the same one."""

    def __call__(self, folder: Path, path: str = "/", headers: Mapping[str, str] | None = None) -> Mount: ...


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Serves folders until the tests end."""
    with ExitStack() as stack:
        running: dict[object, Mount] = {}

        def serve(folder: Path, path: str = "/", headers: Mapping[str, str] | None = None) -> Mount:
            key = (folder, path, tuple(sorted((headers or {}).items())))
            if key not in running:
                running[key] = stack.enter_context(serving(folder, path, headers))
            return running[key]

        yield serve


# ── the browser ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once. It asks no other host for anything of its own."""
    program = which("chromium") or which("chromium-browser") or which("google-chrome")
    assert program, "Chromium is missing: apt install chromium"
    quiet = [
        *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"),
        f"--disable-features={','.join(FEATURES_OFF)}",
    ]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=quiet)
        yield started
        started.close()


@dataclass  # without slots: Playwright leaves a mark on what listens
class Seen:
    """What a page did that no page should do.

    `errors` are messages of the console (errors, warnings) and uncaught exceptions, `elsewhere` addresses of
    other origins that were asked for, `failed` addresses of the own origin that could not be had.
    """

    origin: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listens from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.failed.append(f"{response.status} {response.url}")

    def forget(self) -> None:
        """Begins anew."""
        for kept in (self.errors, self.elsewhere, self.failed):
            kept.clear()

    @property
    def faults(self) -> list[str]:
        """Everything; empty when all is well."""
        return [*self.errors, *self.elsewhere, *self.failed]


@dataclass(frozen=True, slots=True)
class Tab:
    """An opened page with what it did meanwhile."""

    page: Page
    seen: Seen
    base: str

    def go(self, address: str) -> None:
        """Opens an address relative to the site's root."""
        self.page.goto(self.base + address)


OpenPage = Callable[..., Tab]
"""`page(mount, "briefings/", width=360, height=640, dark=True, scripts=False)`; see the fixture `page`."""


@pytest.fixture
def page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages: each call makes a fresh context, as a new visitor has it, and goes to an address."""
    with ExitStack() as stack:

        def opened(
            mount: Mount,
            address: str = "",
            *,
            width: int = 1280,
            height: int = 800,
            dark: bool = False,
            scripts: bool = True,
            **options: Any,
        ) -> Tab:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                java_script_enabled=scripts,
                locale="en-GB",
                **options,
            )
            stack.callback(context.close)
            tab = Tab(context.new_page(), Seen(mount.origin), mount.url)
            tab.seen.watch(tab.page)
            tab.go(address)
            return tab

        yield opened


@pytest.fixture(scope="module")
def look(browser: Browser) -> Iterator[OpenPage]:
    """As `page`, for tests that only look: one tab goes from page to page with what it has fetched before.

    That takes less than half as long as a new visitor does. A test that leaves something behind (a palette chosen, a
    script added, a route) uses `page`.
    """
    with ExitStack() as stack:
        tabs: dict[object, Tab] = {}

        def opened(
            mount: Mount, address: str = "", *, width: int = 1280, height: int = 800, dark: bool = False
        ) -> Tab:
            if mount not in tabs:
                context = browser.new_context(locale="en-GB")
                stack.callback(context.close)
                tabs[mount] = Tab(context.new_page(), Seen(mount.origin), mount.url)
                tabs[mount].seen.watch(tabs[mount].page)
            tab = tabs[mount]
            tab.page.set_viewport_size({"width": width, "height": height})
            tab.page.emulate_media(color_scheme="dark" if dark else "light")
            tab.page.goto("about:blank")  # so that what the former page still does is not told of this one
            tab.seen.forget()
            tab.go(address)
            return tab

        yield opened
