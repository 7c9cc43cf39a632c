"""How much the first view of a page asks for, how soon it is painted on a phone, and that nothing jumps.

The phone is made slow through the DevTools protocol: 1.6 Mbit/s, 150 ms to and fro, a quarter of this
machine's speed. What hosts compress is compressed with gzip. Figures for people: docs/benchmarks.md.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import conftest
from tests.browser.conftest import Mount, OpenPage

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "briefing": "briefings/2026/amazon-mgm-openai-film/",
    "digest": "digests/2026/film-data-centres-and-employee-data/",
    "takeaways": "takeaways/",
}
MOST = 120_000
"""Bytes of all that the first view asks for, compressed."""
LARGER = 6_000
"""Bytes by which the script of Zensical's theme, on hand-written pages, is larger than Material's."""
LATEST = 1500
"""Milliseconds to the largest paint."""
LEAST, TRIES = 2, 4
"""A busy machine makes a page late, never early: the best try counts, and there are more while all are late."""
Record = Callable[[str, object], None]
"""Keeps a figure with the result of a test: `pytest --junit-xml` prints it."""
OBSERVE = """
window.seen = { largest: 0, shift: 0 };
new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.largest = one.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


class Compressing(conftest.Handler):
    """Sends text compressed, as every public host does."""

    protocol_version = "HTTP/1.1"
    texts = (".html", ".css", ".js", ".svg", ".json", ".xml")

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        """Sends a file, or leaves what is no text to the plain server."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file() or file.suffix not in self.texts:
            return super().do_GET()
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@pytest.fixture(scope="module")
def mount(site: Path) -> Iterator[Mount]:
    """The first edition, compressed."""
    with conftest.running(partial(Compressing, directory=str(site), path="/", headers={})) as origin:
        yield Mount(f"{origin}/", site)


@pytest.mark.parametrize("kind", PAGES)
def test_a_first_view_asks_for_little(
    mount: Mount, page: OpenPage, kind: str, record_property: Record, pytestconfig: pytest.Config
) -> None:
    most = MOST + LARGER if pytestconfig.getoption("--engine") == "zensical" else MOST
    tab = page(mount, "about/", width=360, height=640).page
    sizes: dict[str, int] = {}
    tab.on(
        "response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))})
    )
    tab.goto(mount.url + PAGES[kind])
    tab.wait_for_load_state("networkidle")
    record_property("bytes", sum(sizes.values()))
    assert len(sizes) > 5
    assert sum(sizes.values()) <= most


@pytest.mark.alone
@pytest.mark.parametrize("kind", PAGES)
def test_a_slow_phone_paints_soon_and_nothing_jumps(
    mount: Mount, page: OpenPage, kind: str, record_property: Record, full: bool
) -> None:
    tries = [painted(page, mount, PAGES[kind]) for _ in range(TRIES if full else LEAST)]
    while len(tries) < TRIES and min(largest for largest, _ in tries) >= LATEST:
        tries.append(painted(page, mount, PAGES[kind]))
    record_property("largest paint, shift", tries)
    assert min(largest for largest, _ in tries) < LATEST
    assert max(shift for _, shift in tries) == 0


def painted(page: OpenPage, mount: Mount, address: str) -> tuple[float, float]:
    """Milliseconds to the largest paint, and the sum of layout shifts, for somebody who was never here."""
    tab = page(mount, "robots.txt", width=360, height=640, device_scale_factor=3, has_touch=True).page
    slowed(tab)
    tab.add_init_script(OBSERVE)
    tab.goto(mount.url + address, wait_until="load")
    tab.wait_for_timeout(400)
    tab.mouse.wheel(0, 1500)
    tab.wait_for_timeout(200)
    found: dict[str, float] = tab.evaluate("seen")
    tab.context.close()
    return found["largest"], found["shift"]


def slowed(page: Page) -> None:
    """Makes the network and the processor those of a phone on a slow mobile network."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    speed = {"downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, **speed})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
