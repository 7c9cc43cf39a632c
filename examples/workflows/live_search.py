#!/usr/bin/env python3
"""Search once on a published site, as a reader does, and fail unless the newest briefing is found.

usage: live_search.py ADDRESS [SECONDS]

ADDRESS is where the site is served, such as https://newsroom.example/briefings-site/. The
result must be there within SECONDS, 60 by default. Needs Chromium or Chrome (GitHub's machines have it) and
nothing else but Python. Exit status: 0 found, 1 not found, 2 it could not be tried.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urljoin

BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
PATIENCE = 60.0
ADDRESSES = "[...document.querySelectorAll('main a[href]')].map(a => a.href.split(/[?#]/)[0])"


def main(arguments: list[str]) -> int:
    """Look up the newest briefing, search for its title, say what came of it."""
    if len(arguments) not in (1, 2) or not arguments[0].startswith(("https://", "http://")):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    site = arguments[0].rstrip("/") + "/"
    try:
        patience = float(arguments[1]) if len(arguments) > 1 else PATIENCE
        newest = newest_briefing(site)
        if newest is None:
            print("The site has no briefing yet; there is nothing to search for.")
            return 0
        title, address = newest
        question = f"{site}search/?{urlencode({'q': title})}"
        found = appears(question, address, patience)
    except (OSError, ValueError, LookupError) as error:
        print(f"error: the search could not be tried: {error}", file=sys.stderr)
        return 2
    print(f"{question}\n{'found' if found else 'DID NOT FIND'} {address}")
    return 0 if found else 1


def newest_briefing(site: str) -> tuple[str, str] | None:
    """Title and address of the first item in the feed of the site; its address below this site, wherever that is."""
    with urllib.request.urlopen(urljoin(site, "feed.json"), timeout=30) as answer:  # noqa: S310 -- main looked
        feed = json.load(answer)
    home = feed.get("home_page_url", site)
    for item in feed["items"]:
        return item["title"], urljoin(site, item["url"].removeprefix(home))
    return None


def appears(question: str, address: str, patience: float) -> bool:
    """Whether the results of a search, given as an address, come to hold this address; `patience` in seconds."""
    with browser() as ask:
        target = ask("Target.createTarget", url=question)["targetId"]
        session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        end = time.monotonic() + patience
        while time.monotonic() < end:
            shown = ask("Runtime.evaluate", session, expression=ADDRESSES, returnByValue=True)
            if address in shown["result"].get("value", ()):
                return True
            time.sleep(0.5)
    return False


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """A browser without a window, and a function that has it do something (Chrome DevTools Protocol over pipes)."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise LookupError(f"none of {', '.join(BROWSERS)} is installed")
    orders, to_browser = os.pipe()
    answers, from_browser = os.pipe()
    rootless = ["--no-sandbox"] if os.geteuid() == 0 else []  # its sandbox refuses root, as in containers
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [
            *rootless,
            "--headless=new",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-pipe",
        ]
        # The browser reads orders at 3 and answers at 4.
        shell = f'exec "$@" 3<&{orders} 4>&{from_browser}'
        process = subprocess.Popen(
            ["bash", "-c", shell, "bash", program, *options, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(orders, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(orders)
        os.close(from_browser)
        with os.fdopen(to_browser, "wb", buffering=0) as writer, os.fdopen(answers, "rb") as reader:
            try:
                yield conversation(writer, reader)
            finally:
                process.terminate()
                process.wait(timeout=20)


def conversation(writer: Any, reader: Any) -> Any:
    """A function that sends an order and waits for its answer; messages are JSON, each ended by a null byte."""
    count = 0

    def ask(method: str, session: str | None = None, **parameters: object) -> Any:
        nonlocal count
        count += 1
        order = {
            "id": count,
            "method": method,
            "params": parameters,
            **({"sessionId": session} if session else {}),
        }
        writer.write(json.dumps(order).encode() + b"\0")
        while True:
            answer = json.loads(message(reader))
            if answer.get("id") == count:
                if "error" in answer:
                    raise ValueError(f"{method}: {answer['error']}")
                return answer["result"]

    return ask


def message(reader: Any) -> bytes:
    """The next message. Raises `OSError` when the browser is gone."""
    read = bytearray()
    while (byte := reader.read(1)) != b"\0":
        if not byte:
            raise OSError("the browser ended")
        read += byte
    return bytes(read)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
