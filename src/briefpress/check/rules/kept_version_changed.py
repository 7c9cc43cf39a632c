"""Former versions stay as they were read: their kept copies are there, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.model.finding import Finding
from briefpress.model.lock import PATH, Locked
from briefpress.model.source import Location


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each former version whose copy is gone, or differs from what the lock records."""
    redacted = {card.id for card in overview.cards if card.redacted}
    for entry in overview.lock.entries.values():
        for number in range(1, entry.version):
            yield from _of_version(overview, entry, number, may_be_gone=entry.id in redacted)


def _of_version(overview: Overview, entry: Locked, number: int, *, may_be_gone: bool) -> Iterator[Finding]:
    twins, path = entry.twins(number), entry.kept(number)
    content = overview.kept.get(path)
    if not twins or (content is None and may_be_gone):
        return
    if content is None:
        message = f'the kept copy of version {number} of "{entry.id}" is gone: {path}'
    elif hashlib.sha256(content).hexdigest() not in twins:
        message = f'the kept copy of version {number} of "{entry.id}" is not the one that was published'
    else:
        return
    help = "Restore the file as it was; to take words down, use `redactions` and `briefpress release`"
    lock = overview.in_lock(entry.id)
    if content is None:  # nothing can be pointed at but the entry that tells of it
        yield RULE.finding(overview, Location(PATH, overview.lock.lines.get(entry.id, 1)), message, help=help)
    else:
        yield RULE.finding(overview, Location(path), message, help=help, related=lock)


RULE = CorpusRule(
    id="kept-version-changed",
    weight=Weight.ERROR,
    summary="a former version whose kept copy is gone or altered",
    check=check,
)
