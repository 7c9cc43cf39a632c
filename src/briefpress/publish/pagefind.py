"""Runs Pagefind over the pages of a new edition, so that the same pages give the same bytes.

Left to itself Pagefind numbers pages in the order in which the file system lists them, and writes the values
of filters and the list of filters and sorts in the order of a hash map, which differs from run to run. So the
pages are handed to its service one by one, by date and address, and the few files that hold maps are written
anew, sorted. Its `WriteFiles` is not used: the service ends before its writes do.

A reader fetches, for each word and part, one chunk of the index: it is kept small (docs/adr/0011-search.md).
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version as installed
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from briefpress.publish.pagefind_files import settled
from briefpress.publish.pagefind_pages import MARK, article, date

_CHUNK = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "3000"
"""Pagefind's own setting: places of words in a chunk of the index. Its default of 20,000 makes a reader fetch
25 kB a part for the rarest word; below 3,000 the list of chunks, fetched always, outgrows what is saved."""
_UNUSED = (
    "pagefind-ui.",
    "pagefind-modular-ui.",
    "pagefind-component-ui.",
    "pagefind-highlight.",
    "pagefind.js",
    "playground/",
)
"""Pagefind's own interfaces, half a megabyte: assets/search.js asks for none of them, only for its worker."""


class IndexingFailed(Exception):
    """Pagefind ended with an error; holds what it said."""


_FORM = 7
"""Of what we make of Pagefind's files: to be raised with any change of it."""


def version() -> str:
    """What decides on the form of a bundle: Pagefind's version and our own."""
    return f"{installed('pagefind')}-{_FORM}"


def index_parts(site: Path, parts: Mapping[str, Sequence[str]]) -> None:
    """Indexes several parts side by side: folder of the bundle, relative to `site`, to the paths of its pages.

    The largest are begun first, so that no processor is left without work while another has all of it.
    """
    largest_first = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    with ThreadPoolExecutor(max(1, len(os.sched_getaffinity(0)))) as threads:
        list(threads.map(lambda part: index(site, site / part[0], part[1]), largest_first))


def index(site: Path, bundle: Path, paths: Iterable[str]) -> None:
    """Indexes the pages at `paths`, relative to `site`, that are marked for it, into the folder `bundle`.

    Raises `IndexingFailed` with Pagefind's own words.
    """
    made = _made(site, sorted(paths))
    try:
        files = settled(made, bundle.name)
    except (ValueError, LookupError, TypeError, EOFError, OSError, zlib.error) as error:
        raise IndexingFailed("this version writes files of a form that is not known here") from error
    for path, content in files.items():
        file = bundle / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _made(site: Path, paths: Sequence[str]) -> Mapping[str, bytes]:
    """The files of the bundle as Pagefind makes them, without its interfaces."""
    program = get_executable()
    if program is None:
        raise IndexingFailed("its program is missing; install pagefind[bin]")
    command = [str(program), "--service"]
    pipe = subprocess.PIPE
    with (
        ThreadPoolExecutor(1) as threads,
        subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=os.environ | dict([_CHUNK])
        ) as service,
    ):
        assert service.stdin is not None
        assert service.stdout is not None
        sent = threads.submit(_send, service.stdin, site, paths)
        try:
            files = _files(service.stdout)
        finally:
            service.kill()  # it would end with its input, but may still be reading
        sent.result()
    if files is None:
        raise IndexingFailed("it ended early")
    return files


def _send(service: IO[bytes], site: Path, paths: Sequence[str]) -> None:
    """All requests, in the service's own form: base64 of JSON, and a comma. It ends with its input."""
    try:
        for number, request in enumerate(_requests(site, paths)):
            message = json.dumps({"message_id": number, "payload": request}).encode()
            service.write(base64.b64encode(message) + b",")
        service.flush()
    except BrokenPipeError:
        return  # the reader of the answers finds out what went wrong
    except BaseException:
        service.close()
        raise


def _requests(site: Path, paths: Sequence[str]) -> Iterator[dict[str, object]]:
    """By date and address: then the list that sorts by date is 0, 1, 2, …"""
    yield {"type": "NewIndex", "config": {}}
    pages = ((path, (site / path).read_bytes()) for path in paths)
    marked = [(date(page), path, page) for path, page in pages if MARK in page]
    for _, path, page in sorted(marked):
        text = article(path, page).decode("utf-8")
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": text}
    yield {"type": "GetFiles", "index_id": 0}


def _files(service: IO[bytes]) -> dict[str, bytes] | None:
    """The files of the last answer; None when the service ended before it. Raises at an error."""
    for answer in _answers(service):
        if answer["type"] == "Error":
            raise IndexingFailed(str(answer["message"]))
        if answer["type"] == "GetFiles":
            files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
            return {path: content for path, content in files.items() if not path.startswith(_UNUSED)}
    return None


def _answers(service: IO[bytes]) -> Iterator[dict[str, Any]]:
    pending: list[bytes] = []
    while chunk := service.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe is buffered
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join((*pending, end))))["payload"]
            pending.clear()
        pending.append(rest)
