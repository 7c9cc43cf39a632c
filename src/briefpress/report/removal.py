"""What taking a page down changes, and what still holds it, as text for people."""

from __future__ import annotations

from collections.abc import Sequence

from briefpress.model.source import Location
from briefpress.report.visible import visible

_HELD = """\
Out of reach of this command:
  - the history of the repository{history}; its forks, clones, pull requests and stashes
  - what continuous integration keeps: caches, artifacts and previews
  - the published site, until `briefpress build` has run and the result is published; its former releases
  - copies elsewhere: web archives, search engines, feed readers, downloaded data
How to have each of them emptied: guide/removing in the documentation of briefpress.
"""


def text(
    name: str,
    *,
    done: bool,
    public: bool,
    written: Sequence[str],
    gone: Sequence[str],
    cached: Sequence[str],
    by_hand: Sequence[str],
    mentions: Sequence[tuple[Location, str]],
    commits: int | None,
) -> str:
    """All of it: what changes, what is left to an editor, and what no command in a checkout can reach."""
    would = "" if done else "would "
    lines = [f"{would}{'wrote' if done else 'write'} {visible(path)}" for path in written]
    lines += [f"{would}{'removed' if done else 'remove'} {visible(path)}" for path in gone]
    lines += [f"{would}{'removed' if done else 'remove'} .briefpress/{visible(path)}" for path in cached]
    if not written and not gone:
        lines.append(f"{visible(name)}: the files of this checkout hold nothing more to take down.")
    elif not public:
        lines.append("Nobody has read this page: no notice stays.")
    if by_hand or mentions:
        lines.append("Look at these yourself:")
        lines += [f"  {visible(entry)}: take these entries out" for entry in by_hand]
        lines += [f"  {at}: {visible(how)}" for at, how in mentions]
    known = {None: "", 1: " (one commit touches these files)"}
    history = known.get(commits, f" ({commits} commits touch these files)")
    return "\n".join(lines) + "\n" + _HELD.format(history=history)
