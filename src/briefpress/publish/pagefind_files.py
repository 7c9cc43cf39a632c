"""The files of a Pagefind bundle, with what Pagefind leaves to chance put in order.

Filters (`filter/*.pf_filter`: name, then values with their pages) and the index of an index
(`*.pf_meta`: version, pages, chunks, filters, sorts, fields) are CBOR (RFC 8949: unsigned integers, texts
and arrays only), gzipped behind the word pagefind_dcd. They are written anew as JSON that says nothing twice, a third
of the size, which pagefind_worker.js puts back. Their names tell their content, so they change too.

What the index of an index names by digests, chunks and fragments of pages, is numbered instead: the bundle's
own address tells its content already, and digests are two thirds of what a reader must fetch of each part.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_WORD = b"pagefind_dcd"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4
"""Places in a .pf_meta: lists of (digest, words), (from, to, digest), (filter, digest) and (name, pages)."""


def settled(files: Mapping[str, bytes], bundle: str) -> dict[str, bytes]:
    """The same files, by path, with every map in order, and named by what they hold or by their number.

    `bundle` is the name of the bundle's folder; fragments bear it, so that those of merged bundles differ.
    Raises ValueError when a file is not of the form that this version of Pagefind writes.
    """
    entry = json.loads(files["pagefind-entry.json"])
    kept = {path: content for path, content in files.items() if not path.endswith(_RENAMED)}
    for language in sorted(entry["languages"]):
        held = entry["languages"][language]
        meta = _opened(files[f"pagefind.{held['hash']}.pf_meta"])
        _expect(isinstance(meta, list) and len(meta) > _SORTS)
        own = f"{bundle[:_SHORT]}-{language}"
        kept |= _numbered(files, "fragment/{}.pf_fragment", meta[_PAGES], 0, own, _marked)
        meta[_PAGES] = [[name, _rounded(words)] for name, words in meta[_PAGES]]
        kept |= _numbered(files, "index/{}.pf_index", meta[_CHUNKS], -1, language)
        none = f"{language}-none"
        kept[f"index/{none}.pf_index"] = _packed(_NO_WORDS)
        for named in meta[_FILTERS]:
            name, content = _settled_filter(files[f"filter/{named[1]}.pf_filter"], named[1])
            kept[f"filter/{name}.pf_filter"], named[1] = content, name
        meta[_FILTERS].sort()
        meta[_SORTS].sort()
        meta[_PAGES] = _runs(meta[_PAGES])
        meta[_CHUNKS] = [language, *([row[column] for row in meta[_CHUNKS]] for column in (0, 1)), none]
        held["hash"], content = _closed(meta, held["hash"])
        kept[f"pagefind.{held['hash']}.pf_meta"] = content
    kept["pagefind-worker.js"] = files["pagefind-worker.js"] + b"\n" + _WORKER.read_bytes()
    kept["pagefind-entry.json"] = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode()
    return dict(sorted(kept.items()))


_WORKER = Path(__file__).with_name("pagefind_worker.js")
"""What reads the JSON for Pagefind's worker."""
_RENAMED = (".pf_filter", ".pf_meta", ".pf_fragment", ".pf_index")
_SHORT = 8
"""Digits of a bundle's name that tell bundles of one site apart."""
_HASH, _PAIRS, _PAIRED = ord("#"), 0xD800, 0x800
_NO_WORDS: Value = [[]]
"""A chunk for the search without words: Pagefind would fetch every chunk, since all of them begin like nothing."""


def _numbered(
    files: Mapping[str, bytes],
    path: str,
    rows: list[list[Value]],
    column: int,
    name: str,
    mark: Callable[[bytes], str] = lambda _: "",
) -> dict[str, bytes]:
    """The files that rows name in a column, under a name, a mark and the row's number, which the rows then hold."""
    renamed: dict[str, bytes] = {}
    for number, row in enumerate(rows):
        content = files[path.format(row[column])]
        row[column] = f"{name}{mark(content)}-{number}"
        renamed[path.format(row[column])] = content
    return renamed


_SOURCE = _WORD + b'{"url":"/sources/'
"""How the fragment of a page of a source begins."""


def _marked(fragment: bytes) -> str:
    """What tells a result on a source from others before its text is fetched, so that it can stand after them."""
    start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(fragment, len(_SOURCE) + 1)
    return "-s" if start.startswith(_SOURCE) and not start.endswith(b'"') else ""


def _runs(pages: Iterable[tuple[str, int]]) -> list[Value]:
    """Pages whose names differ by their numbers alone, which are consecutive: name, first number, lengths.

    >>> _runs([("a-s-0", 7), ("a-1", 896), ("a-2", 8)])
    [['a-s', 0, [7]], ['a', 1, [896, 8]]]
    """
    runs: list[Value] = []
    for own, held in groupby(pages, lambda page: page[0].rpartition("-")[0]):
        found = list(held)
        runs.append([own, int(found[0][0].rpartition("-")[2]), [words for _, words in found]])
    return runs


def _steps(numbers: Sequence[int]) -> str:
    """How far it is from each number to the next, as a character each: most are small and alike, and compress.

    Characters count from "#", without those that are no text of their own (U+D800 to U+DFFF).

    >>> _steps([3, 4, 5, 9])
    "&$$'"
    """
    codes = (_HASH + number - former for former, number in zip((0, *numbers), numbers, strict=False))
    return "".join(chr(code if code < _PAIRS else code + _PAIRED) for code in codes)


def _rounded(words: int) -> int:
    """The length of a page in its three highest binary digits, at most a fifth too short.

    Pagefind ranks by it, next to the mean of all pages. Told to the word it is a fifth of a `.pf_meta`, which is
    fetched whole before the first search; few different numbers compress.

    >>> [_rounded(words) for words in (0, 7, 9, 987, 1194)]
    [0, 7, 8, 896, 1024]
    """
    spare = max(0, words.bit_length() - 3)
    return words >> spare << spare


def _settled_filter(content: bytes, name: str) -> tuple[str, bytes]:
    value = _opened(content)
    _expect(isinstance(value, list) and len(value) == 2)
    value[1] = [[text, _steps(pages)] for text, pages in sorted(value[1])]
    return _closed(value, name)


def _opened(content: bytes) -> Any:
    raw = gzip.decompress(content)
    _expect(raw.startswith(_WORD))
    value, end = _read(raw, len(_WORD))
    _expect(end == len(raw))
    return value


def _closed(value: Value, name: str) -> tuple[str, bytes]:
    """The new name, with the language of the old one, and the file."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{name.rpartition('_')[0]}_{hashlib.sha256(raw).hexdigest()[:12]}", _gzipped(raw)


def _packed(value: Value) -> bytes:
    out = bytearray(_WORD)
    _write(value, out)
    return _gzipped(bytes(out))


def _gzipped(raw: bytes) -> bytes:
    """Gzip without a time, whatever the machine."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush()
    ends = zlib.crc32(raw).to_bytes(4, "little") + len(raw).to_bytes(4, "little")
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + packed + ends


def _read(raw: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at a place, and the place after it."""
    major, number = raw[at] >> 5, raw[at] & 31
    at += 1
    if number in _WIDTHS:
        width = _WIDTHS[number]
        number, at = int.from_bytes(raw[at : at + width], "big"), at + width
    else:
        _expect(number < min(_WIDTHS))
    if major == _UNSIGNED:
        return number, at
    if major == _TEXT:
        return raw[at : at + number].decode("utf-8"), at + number
    _expect(major == _ARRAY)
    items: list[Value] = []
    for _ in range(number):
        item, at = _read(raw, at)
        items.append(item)
    return items, at


def _write(value: Value, out: bytearray) -> None:
    if isinstance(value, int):
        _head(_UNSIGNED, value, out)
    elif isinstance(value, str):
        text = value.encode("utf-8")
        _head(_TEXT, len(text), out)
        out += text
    else:
        _head(_ARRAY, len(value), out)
        for item in value:
            _write(item, out)


def _head(major: int, number: int, out: bytearray) -> None:
    """The shortest form, as Pagefind writes it."""
    if number < min(_WIDTHS):
        out.append(major << 5 | number)
        return
    code = next(code for code, width in _WIDTHS.items() if number < 1 << 8 * width)
    out.append(major << 5 | code)
    out += number.to_bytes(_WIDTHS[code], "big")


def _expect(holds: bool) -> None:
    if not holds:
        raise ValueError("Pagefind writes its files in a form that is not known here")
