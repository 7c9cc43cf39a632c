"""What became of the sources' addresses, as text for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from briefpress.model.link import Linked, LinkResult, Resting, Verdict
from briefpress.report.visible import visible

Results = Mapping[str, LinkResult]

_TOLD = (Verdict.DEAD, Verdict.UNKNOWN, Verdict.MOVED)
"""What is told one by one, the gravest first."""


def text(results: Results, sources: Sequence[Linked], resting: Sequence[Resting]) -> str:
    """All that is not ok, by verdict and address; the claims that have lost their ground; how many there were."""
    lines = [line for verdict in _TOLD for line in _of_verdict(verdict, results, sources)]
    if resting:
        lines.append("Claims that rest on a dead address without an archive:")
        lines += [_claim(claim) for claim in resting]
    return "".join(f"{line}\n" for line in [*lines, _counted(results)])


def _of_verdict(verdict: Verdict, results: Results, sources: Sequence[Linked]) -> Iterator[str]:
    for address, found in sorted(results.items()):
        if found.verdict is verdict:
            since = "" if found.since == found.checked else f", since {found.since}"
            to = f": {visible(found.moved_to)}" if found.moved_to else ""
            yield f"{verdict}: {visible(address)}"
            yield f"  {visible(found.reason)}{to}{since}"
            yield from (
                f"  {_role(s, address)} {_where(s)}" for s in sources if address in (s.url, s.archive_url)
            )


def _role(source: Linked, address: str) -> str:
    if address == source.archive_url:
        return "archive of"
    return "source" if source.archive_url else "source without an archive"


def _where(source: Linked) -> str:
    return f"{visible(source.id)}, {visible(source.path)}:{source.line}"


def _claim(claim: Resting) -> str:
    names = ", ".join(visible(name) for name in claim.sources)
    alone = "" if claim.alone else "; other sources stand"
    return f"  {visible(claim.path)}:{claim.line}: {visible(claim.claim)} “{visible(claim.text)}” ({names}{alone})"


def _counted(results: Results) -> str:
    numbers = {v: sum(1 for found in results.values() if found.verdict is v) for v in Verdict}
    told = ", ".join(f"{number} {verdict}" for verdict, number in numbers.items())
    return f"{len(results)} address{'' if len(results) == 1 else 'es'}: {told}."


def as_json(results: Results, sources: Sequence[Linked], resting: Sequence[Resting]) -> str:
    """One object: `addresses` with the sources that name each, and `claims` that have lost their ground."""
    found = {
        "addresses": [_address(address, results[address], sources) for address in sorted(results)],
        "claims": [claim._asdict() for claim in resting],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _address(address: str, found: LinkResult, sources: Sequence[Linked]) -> dict[str, object]:
    named = [s for s in sources if address in (s.url, s.archive_url)]
    return {
        "address": address,
        "verdict": found.verdict,
        "checked": found.checked,
        "since": found.since,
        "status": found.status,
        "reason": found.reason,
        "moved_to": found.moved_to,
        "sources": [
            {"id": s.id, "path": s.path, "line": s.line, "archive": address == s.archive_url} for s in named
        ],
    }
