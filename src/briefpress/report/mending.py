"""What mending did, as text for people: the difference of a file, what was done, what was left and why."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from briefpress.model.source import Location
from briefpress.report.visible import visible


def difference(path: str, before: bytes, after: bytes) -> str:
    """The unified diff of a file; a carriage return at the end of a line is shown as one.

    >>> print(difference("a.yml", b"a: no\\n", b'a: "no"\\n'), end="")
    --- a/a.yml
    +++ b/a.yml
    @@ -1 +1 @@
    -a: no
    +a: "no"
    """
    lines = difflib.unified_diff(
        _lines(before), _lines(after), f"a/{visible(path)}", f"b/{visible(path)}", lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def _lines(content: bytes) -> list[str]:
    lines = [visible(line) for line in content.decode(errors="replace").split("\n")]
    return [*lines[:-1], f"{lines[-1]}\\ no line end here"] if lines[-1] else lines[:-1]


def mended(done: Sequence[str], left: Iterable[tuple[Location, str]]) -> str:
    """A line for each mend, and for each place that was left as it is.

    >>> print(mended(["a.md:2:1: field"], [(Location("a.md", 3, 8), "which day")]), end="")
    mended a.md:2:1: field
    left a.md:3:8: which day
    """
    lines = [f"mended {one}" for one in done] + [f"left {at}: {said}" for at, said in left]
    return "".join(f"{visible(line)}\n" for line in lines)


def kept(path: str, reason: str) -> str:
    """A file that stays as it is although it could be read.

    >>> print(kept("a.md", "it has changed"), end="")
    a.md stays as it is: it has changed
    """
    return f"{visible(f'{path} stays as it is: {reason}')}\n"
