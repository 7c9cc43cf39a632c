"""What was published: the values of `briefings/_published.lock.yml`, and where former versions are kept.

The lock holds no title, no sentence and no name: digests, dates and addresses only.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, NamedTuple

from briefpress.model.field import Count, DateText, Entry, Need, Spec, Text
from briefpress.model.vocabulary import Confidence

PATH = "briefings/_published.lock.yml"
"""Where the lock lies, below the site's root."""
KEPT = "briefings/_versions/"
"""Where the public twins of versions are kept, below the site's root."""

_FOLDERS = re.compile(r"(?P<kind>briefings|digests)/(?P<place>[0-9]{4}/[^/]+)/\Z")
_FILE = re.compile(
    rf"{KEPT}(?P<digest>_digests/)?(?P<year>[0-9]{{4}})/(?P<slug>[^/]+)/(?P<number>[1-9][0-9]{{0,5}})\.json\Z"
)


class LockState(enum.StrEnum):
    """What became of a page."""

    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class ClaimState(enum.StrEnum):
    """What became of a published claim."""

    LIVE = "live"
    SUPERSEDED = "superseded"
    REDACTED = "redacted"


class LockLine(Entry):
    """One line of the lock: an entry, one of its versions (with `twin`), or one of its claims (with `claim`)."""

    id: Annotated[Text, Spec("id, frozen at first publication", Need.MINIMAL)] = ""
    address: Annotated[Text, Spec("address of the page")] = ""
    state: Annotated[Text, Spec("what became of it")] = ""
    version: Annotated[Count | None, Spec("number of the version")] = None
    published: Annotated[DateText, Spec("first publication")] = ""
    updated: Annotated[DateText, Spec("latest public change")] = ""
    until: Annotated[DateText, Spec("end of the embargo")] = ""
    digest: Annotated[Text, Spec("digest of what the file says")] = ""
    former: Annotated[tuple[Text, ...], Spec("addresses it had before")] = ()
    date: Annotated[DateText, Spec("day of the version")] = ""
    twin: Annotated[Text, Spec("SHA-256 of the kept twin; empty when it may not be kept")] = ""
    claim: Annotated[Text, Spec("claim id")] = ""
    since: Annotated[Count | None, Spec("version that brought the claim")] = None
    ceiling: Annotated[Text, Spec("how sure the evidence let us be, or none")] = ""
    text: Annotated[Text, Spec("digest of the claim's text")] = ""


class LockedClaim(NamedTuple):
    """A claim that was published; `text` is a digest, empty once redacted, `since` a version's number."""

    id: str
    state: ClaimState
    since: int
    ceiling: Confidence | None
    text: str


class LockedVersion(NamedTuple):
    """A version that was published; `twin` is the SHA-256 of its kept twin, "" when that may not be kept."""

    number: int
    date: str
    twin: str


@dataclass(frozen=True, slots=True)
class Locked:
    """One page that was, or under embargo will be, published.

    `former` are the addresses it had before. A removed page keeps id, address, version and day alone.
    After branches were merged, a version may stand there twice, with two twins.
    """

    id: str
    address: str
    state: LockState
    version: int
    published: str = ""
    updated: str = ""
    until: str = ""
    digest: str = ""
    former: tuple[str, ...] = ()
    versions: tuple[LockedVersion, ...] = ()
    claims: tuple[LockedClaim, ...] = ()

    @property
    def removed(self) -> bool:
        """True for a page that was taken down."""
        return self.state is LockState.REMOVED

    def kept(self, number: int) -> str:
        """Where the twin of a version is kept, below the site's root: by the id, which never changes."""
        folder = "_digests/" if self.address.startswith("digests/") else ""
        return f"{KEPT}{folder}{self.id[:4]}/{self.id[5:]}/{number}.json"

    def twins(self, number: int) -> frozenset[str]:
        """What the kept twin of a version may be, by SHA-256; nothing when it may not be kept."""
        return frozenset(v.twin for v in self.versions if v.number == number and v.twin)


@dataclass(frozen=True, slots=True)
class Lock:
    """Every page that was published, by id, and where each stands in the file.

    `unread` is true when the file is there and could not be read in full; `tidy` is false when it differs
    from what `briefpress release` would write for the same entries, as after a merge.
    """

    entries: Mapping[str, Locked] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    unread: bool = False
    tidy: bool = True
    owners: Mapping[str, str] = field(init=False, compare=False, repr=False)
    """Address, present or former, -> id of the page that has or had it; the present one counts first."""

    def __post_init__(self) -> None:
        """Note who owns which address."""
        owners = {former: entry.id for entry in self.entries.values() for former in entry.former}
        owners |= {entry.address: entry.id for entry in self.entries.values()}
        object.__setattr__(self, "owners", owners)


def file_of(address: str) -> str:
    """The file from which the page at an address is made, below the site's root; "" for any other address.

    >>> file_of("digests/2026/three-texts/")
    'briefings/_digests/2026/three-texts.md'
    """
    found = _FOLDERS.match(address)
    if found is None:
        return ""
    return f"briefings/{'_digests/' if found['kind'] == 'digests' else ''}{found['place']}.md"


def version_of(path: str) -> int | None:
    """The number of the version that a file below `briefings/_versions/` holds; None for any other path.

    >>> version_of("briefings/_versions/2026/a-film/2.json"), version_of("briefings/_versions/notes.txt")
    (2, None)
    """
    found = _FILE.match(path)
    return int(found["number"]) if found else None


def kept_for(path: str) -> tuple[str, bool] | None:
    """(id, whether it is a digest's) of a file below `briefings/_versions/`; None for any other path."""
    found = _FILE.match(path)
    return (f"{found['year']}-{found['slug']}", bool(found["digest"])) if found else None
