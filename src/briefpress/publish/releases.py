"""What targets have in common: names of releases, which of them stay, and everything that a release holds."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefpress.model.lock import PATH as LOCK
from briefpress.plan import digest, published
from briefpress.plan.published import FORMER, MANIFEST, Difference, Digested, Edition, Withheld
from briefpress.publish.target import Ready, Refused, Terms
from briefpress.report.visible import visible

_NAME = re.compile(r"[0-9]{6}-[0-9a-f]{12}\Z")
_SHOWN = 10
"""Addresses that a message names."""


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that a release consists of: `files` by path; `own` are the bytes of those that lie in no site/.

    `stays` are paths that the former edition's pages ask for.
    """

    files: Mapping[str, Digested]
    own: Mapping[str, bytes]
    stays: frozenset[str]


def of(ready: Ready, former: Edition, stayed: Edition, taken: Withheld) -> Release:
    """The release of an edition after the `former` one, for which those files in `stayed` are there.

    Published once more, an edition keeps what stayed at first. Raises `Refused`, before anything is sent, when a page
    of the former edition would be gone without a word.
    """
    _refuse_loss(published.lost(former, ready.edition))
    again = former == ready.edition
    stays = stayed if again else published.staying(former, ready.edition, taken)
    own = {MANIFEST: ready.manifest} | ({FORMER: published.text(stays)} if stays.files else {})
    told = {path: Digested.of(content) for path, content in own.items()}
    return Release({**ready.edition.files, **stays.files, **told}, own, frozenset(stays.files))


def _refuse_loss(gone: Sequence[str]) -> None:
    """Raises `Refused` when there are addresses at which readers would find nothing any more."""
    if not gone:
        return
    shown = ", ".join(map(visible, gone[:_SHOWN])) + (
        f" and {len(gone) - _SHOWN} more" if gone[_SHOWN:] else ""
    )
    raise Refused(
        f"the edition that is live has pages at addresses where this one has nothing: {shown}; nothing was published. "
        f"Bring back their files and their lines in {LOCK} (`git log -- {LOCK}` tells when they went), and give a page "
        "that no longer holds `status: withdrawn` or take it down with `briefpress remove`, which leaves a notice. "
        "To begin another site here, empty the target first"
    )


def name(number: int, manifest: bytes) -> str:
    """A release by its number and its manifest, so that names sort by age whatever the clocks say."""
    return f"{number:06d}-{digest(manifest)[:12]}"


def is_name(text: str) -> bool:
    """True for what `name` gives."""
    return _NAME.match(text) is not None


def following(names: Sequence[str]) -> int:
    """The number of the release after all of these."""
    return 1 + max((int(found[:6]) for found in names), default=0)


def droppable(held: Mapping[str, Edition | None], former: str, live: str, terms: Terms) -> tuple[str, ...]:
    """The releases that go once `live` is, after `former`: `held` maps them to what their manifests say.

    They are those that came after `former` (somebody went back from them, or they never were live), those that hold
    what was taken down, those that are damaged, and the oldest beyond the number that is kept.
    """
    last = former or live  # nobody knows which was live: then all of them may have been
    before = {name: found for name, found in held.items() if name <= last and name != live}
    sound = [n for n, e in before.items() if e is not None and not published.holds(e, terms.taken)]
    most = max(0, terms.keep - 1)
    stay = {live, *(sorted(sound)[-most:] if most else ())}
    return tuple(sorted(held.keys() - stay))


def content(folder: Path, path: str, told: Digested) -> bytes:
    """The bytes of a file of the site. Raises `Refused` when they are not those that its manifest tells of."""
    handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        found = file.read(told.size + 1)
    if digest(found) != told.sha256:
        raise Refused(f"{folder / path} is not as it was built; nothing was published. Publish again")
    return found


def read(folder: Path, path: str, limit: int) -> bytes | None:
    """At most `limit` bytes of a regular file; None when there is none, or it is larger."""
    try:
        handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        try:
            found = file.read(limit + 1)
        except OSError:  # a folder
            return None
    return found if len(found) <= limit else None


def edition(folder: Path, listed: str = MANIFEST) -> Edition | None:
    """What the manifest in a folder says; None when there is none that can be read."""
    written = read(folder, listed, LARGEST)
    try:
        return None if written is None else published.parse(written)
    except published.NotAManifest:
        return None


LARGEST = 256 * 1024 * 1024
"""Bytes of a manifest: a million files."""


def told(difference: Difference, terms: Terms) -> None:
    """Tells each path of a difference, when only the plan is wanted."""
    if not terms.dry:
        return
    for kind, paths in (
        ("add", difference.added),
        ("change", difference.changed),
        ("remove", difference.gone),
    ):
        for path in paths:
            terms.say(f"{kind} {path}")


def may_return(name: str, edition: Edition | None, terms: Terms) -> bool:
    """Whether a release may be gone back to; says why not."""
    taken = published.holds(edition, terms.taken) if edition else ()
    if taken:
        terms.say(f"pass over {name}: it holds what was taken down ({', '.join(taken)})")
    elif edition is None:
        terms.say(f"pass over {name}: it is not whole")
    return edition is not None and not taken
