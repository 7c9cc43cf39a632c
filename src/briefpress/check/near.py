"""Did you mean: the names that somebody may have had in mind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rapidfuzz.distance import Levenshtein

MAX_DISTANCE = 2
"""Letters that may be put in, left out or exchanged."""
MAX_OFFERS = 3


def near(
    word: str, names: Iterable[str], aliases: Mapping[str, Collection[str]] | None = None
) -> tuple[str, ...]:
    """The names at most two letters away, nearest first, or that go by the word as an alias; three at most.

    `aliases` are the other names of each name. A name of which no letter would stay is not near.

    >>> near("source-reveiw", ["source-review", "news"])
    ('source-review',)
    >>> near("Amazon’s MGM", ["amazon-mgm-studios"], {"amazon-mgm-studios": ["Amazon’s MGM"]})
    ('amazon-mgm-studios',)
    """
    wanted = word.casefold()
    ranked = []
    for name in dict.fromkeys(names):
        distance = Levenshtein.distance(wanted, name.casefold(), score_cutoff=MAX_DISTANCE)
        called = aliases is not None and any(a.casefold() == wanted for a in aliases.get(name, ()))
        if called or (distance <= MAX_DISTANCE and distance < min(len(wanted), len(name))):
            ranked.append((0 if called else distance, name))
    return tuple(name for _, name in sorted(ranked)[:MAX_OFFERS])


def did_you_mean(offers: Collection[str]) -> str:
    """The offers as the end of a message; nothing when there are none.

    >>> did_you_mean(["seed-a", "seed-b"])
    '; did you mean "seed-a" or "seed-b"?'
    """
    return f"; did you mean {listed(offers)}?" if offers else ""


def listed(words: Collection[str], joint: str = "or") -> str:
    """Words in quotation marks, with commas and a joint before the last.

    >>> listed(["a", "b", "c"])
    '"a", "b" or "c"'
    """
    return joined([f'"{word}"' for word in words], joint)


def joined(words: Collection[str], joint: str = "and") -> str:
    """Words with commas and a joint before the last.

    >>> joined(["c1", "c2", "c3"]), joined(["c1"])
    ('c1, c2 and c3', 'c1')
    """
    *before, last = words or ("",)
    return f"{', '.join(before)} {joint} {last}" if before else last
