"""What to make of addresses' answers: verdicts, the file of results, and the claims that rest on what is gone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefpress.model import edtf
from briefpress.model.document import Document
from briefpress.model.link import Linked, LinkResult, Resting, Validators, Verdict
from briefpress.model.registry import Registry, Source

_FORMAT = 1
_GONE = frozenset({404, 410})
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers that may be different a moment later."""
SILENT = "its host did not answer several times, and was not asked again"
LEFT_ALONE = "its host asks to be left alone for a while"
UNASKED = frozenset({SILENT, LEFT_ALONE})
"""Reasons of addresses that were left out since their host had been given up in that run."""

Results = Mapping[str, LinkResult]
"""Address -> what it came to."""


class Answer(NamedTuple):
    """The end of a chain of requests for one address.

    `status` is the last one, 0 when there was none; `failure` says in words what went wrong; `gone` is true when
    there is no such host. `permanent` is where the unbroken run of permanent redirects from the start leads, ""
    without any.
    """

    status: int = 0
    failure: str = ""
    gone: bool = False
    permanent: str = ""
    validators: Validators = Validators()


def result(answer: Answer, before: LinkResult | None, today: str) -> LinkResult:
    """What an answer means, with the day since when that is so."""
    verdict, reason = _verdict(answer)
    since = before.since if before is not None and before.verdict is verdict else today
    moved = answer.permanent if verdict is Verdict.MOVED else ""
    validators = answer.validators
    if answer.status == 304 and before is not None:
        validators = before.validators
    kept = validators if verdict in (Verdict.OK, Verdict.MOVED) else Validators()
    return LinkResult(verdict, today, since, answer.status, reason, moved, kept)


def _verdict(answer: Answer) -> tuple[Verdict, str]:
    if answer.gone:
        return Verdict.DEAD, answer.failure
    if answer.failure:
        return Verdict.UNKNOWN, answer.failure
    if answer.status in _GONE:
        return Verdict.DEAD, f"the server answers {answer.status}"
    if 200 <= answer.status < 300 or answer.status == 304:
        return (Verdict.MOVED, "it is somewhere else for good") if answer.permanent else (Verdict.OK, "")
    return Verdict.UNKNOWN, f"the server answers {answer.status}"


# ── what is asked for, and who rests on it ────────────────────────────────────────────────────────────


def linked(documents: Iterable[Document], registry: Registry, *, hidden: Iterable[str]) -> tuple[Linked, ...]:
    """Every source with an address: those of the registry, then those that files describe for themselves.

    Left out are registry sources that only the files in `hidden` use, and what those describe.
    """
    aside, hidden = set(hidden), set[str]()
    shown = set[str]()
    own: list[Linked] = []
    for document in documents:
        used = {*document.source_ids(), *_asserting(document)}
        if document.path in aside:
            hidden |= used
            continue
        shown |= used
        own += [
            _linked(s, document.path, document.locate(("sources", i)).line)
            for i, s in document.inline_sources()
        ]
    shared = [
        _linked(registry.sources[name], path, registry.locate[path](at).line)
        for (kind, name), (path, at) in registry.places.items()
        if kind == "sources" and (name in shown or name not in hidden)
    ]
    return tuple(source for source in (*shared, *own) if source.url or source.archive_url)


def _linked(source: Source, path: str, line: int) -> Linked:
    return Linked(source.id, source.title, path, line, source.url, source.archive_url)


def _asserting(document: Document) -> Iterator[str]:
    return (assertion.source for claim in document.entry.claims for assertion in claim.assertions)


def addresses(sources: Iterable[Linked]) -> tuple[str, ...]:
    """Every address, once, sorted."""
    return tuple(sorted({at for source in sources for at in (source.url, source.archive_url) if at}))


def in_turn(addresses: Iterable[str], before: Results) -> tuple[str, ...]:
    """The order of asking: first what was left out last time, last what gave no answer then.

    Else a host that is given up would be so at the same address each time, and the others never asked.
    """

    def turn(address: str) -> int:
        found = before.get(address)
        if found is None or found.reason in UNASKED:
            return 0
        return 2 if found.verdict is Verdict.UNKNOWN and not found.status else 1

    return tuple(sorted(addresses, key=turn))


def is_lost(source: Linked, results: Results) -> bool:
    """True when a source's address is dead and no archive stands in for it."""
    known = [address for address in (source.url, source.archive_url) if address]
    return all(address in results and results[address].verdict is Verdict.DEAD for address in known)


def resting(
    documents: Iterable[Document], sources: Sequence[Linked], results: Results
) -> tuple[Resting, ...]:
    """The claims that rest on a dead source without an archive, by file and in its order."""
    lost = {(s.path if s.path.endswith(".md") else "", s.id) for s in sources if is_lost(s, results)}
    return tuple(
        claim for document in sorted(documents, key=lambda d: d.path) for claim in _resting(document, lost)
    )


def _resting(document: Document, lost: set[tuple[str, str]]) -> Iterator[Resting]:
    own = {s.id for _, s in document.inline_sources()}
    for index, claim in enumerate(document.entry.claims):
        named = tuple(dict.fromkeys(a.source for a in claim.assertions))
        gone = tuple(n for n in named if ((document.path if n in own else ""), n) in lost)
        if gone:
            line = document.locate(("claims", index)).line
            yield Resting(document.path, line, claim.id, claim.text, gone, len(gone) == len(named))


# ── the file of results ───────────────────────────────────────────────────────────────────────────────


def text(results: Results) -> str:
    """The results as a file, sorted; `parsed` reads the same from it."""
    held = {address: _object(results[address]) for address in sorted(results)}
    return json.dumps({"format": _FORMAT, "addresses": held}, ensure_ascii=False, indent=1) + "\n"


def _object(found: LinkResult) -> dict[str, str | int]:
    values: dict[str, str | int] = {
        **found._asdict(),
        "verdict": str(found.verdict),
        "from": found.validators.address,
        "etag": found.validators.etag,
        "last_modified": found.validators.last_modified,
    }
    del values["validators"]
    return {key: value for key, value in values.items() if value}


def parsed(content: str) -> dict[str, LinkResult]:
    """The results that a file holds; what is not of this form is left out, as everything can be asked again."""
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    known = held.get("addresses") if isinstance(held, dict) and held.get("format") == _FORMAT else None
    if not isinstance(known, dict):
        return {}
    read = {address: _read(one) for address, one in known.items() if isinstance(one, dict)}
    return {address: found for address, found in read.items() if found is not None}


def _read(one: Mapping[str, object]) -> LinkResult | None:
    texts = {key: value for key, value in one.items() if isinstance(value, str)}
    status = one.get("status", 0)
    days = (texts.get("checked", ""), texts.get("since", ""))
    if texts.get("verdict") not in tuple(Verdict) or not all(edtf.day(day) for day in days):
        return None
    validators = Validators(texts.get("from", ""), texts.get("etag", ""), texts.get("last_modified", ""))
    return LinkResult(
        Verdict(texts["verdict"]),
        *days,
        status if isinstance(status, int) else 0,
        texts.get("reason", ""),
        texts.get("moved_to", ""),
        validators,
    )
