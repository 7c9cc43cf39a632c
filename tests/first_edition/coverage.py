"""How much of the seed inventory the built first edition holds.

    python tests/first_edition/coverage.py [--site site]

reads the JSON twins of the three briefings and the digest, compares their quotations with
tests/data/seed-inventory.yml and prints, for each scope, what is held and the ids of what is missing.
Exit status 1 when a share lies below its threshold, 2 when a twin cannot be read.

What counts as held:

- a claim: one of its quoted assertions overlaps a quotation of ours from the same seed;
- a position in a disagreement: each of its quotations overlaps one of ours;
- a stakeholder: a stakeholder of ours has its name, or a name listed for it in stakeholder-names.yml;
- a takeaway: its passage is quoted by a claim of kind norm, or by one that a takeaway of kind proposal
  or lesson cites.

Two quotations overlap when one contains the other, or when ours holds at least three fifths of the
inventory's words in a row. Case, punctuation and the form of quotation marks and dashes do not count.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Record = Mapping[str, Any]

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"

TWINS: Mapping[str, str] = {
    "e1": "briefings/2026/amazon-mgm-openai-film/index.json",
    "e2": "briefings/2026/data-centre-workers/index.json",
    "e3": "briefings/2026/meta-employee-data/index.json",
    "sy": "digests/2026/film-data-centres-and-employee-data/index.json",
}
"""Scope of the inventory -> the twin that must hold it, below the site's folder."""

SEEDS: Mapping[str, str] = {"seed-a": "S0", "seed-b": "S1", "seed-c": "S2"}
"""Source id of the edition -> seed of the inventory."""

THRESHOLDS: Mapping[str, Fraction] = {
    "claims": Fraction(80, 100),
    "positions": Fraction(95, 100),
    "stakeholders": Fraction(1),
    "takeaways": Fraction(90, 100),
}

ENOUGH_IN_A_ROW = Fraction(3, 5)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one kind of thing a scope holds."""

    scope: str
    kind: str
    held: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """All that the inventory has."""
        return len(self.held) + len(self.missing)

    @property
    def part(self) -> Fraction:
        """The held part of the total; 1 when there is nothing to hold."""
        return Fraction(len(self.held), self.total) if self.total else Fraction(1)

    @property
    def enough(self) -> bool:
        """Does it reach the threshold of its kind?"""
        return self.part >= THRESHOLDS[self.kind]

    def __str__(self) -> str:
        """One line: scope, kind, counts, percentage, verdict and what is missing."""
        percent = f"{float(100 * self.part):.1f} %"
        line = f"{self.scope}  {self.kind:<12}  {len(self.held):>3}/{self.total:<3}  {percent:>7}"
        if not self.enough:
            line += f"  below {float(100 * THRESHOLDS[self.kind]):.0f} %"
        return line + (f"  missing: {', '.join(self.missing)}" if self.missing else "")


@dataclass(frozen=True, slots=True)
class Report:
    """The shares of all scopes, in order of scope and kind."""

    shares: tuple[Share, ...]

    @property
    def enough(self) -> bool:
        """Does every share reach its threshold?"""
        return all(share.enough for share in self.shares)

    def __str__(self) -> str:
        """A line for each share."""
        return "\n".join(map(str, self.shares))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted from a seed, and the claim that rests on them."""

    seed: str
    words: str
    claim: str
    kind: str


def words(text: str) -> str:
    """Return the words of a text in lower case, one space before and after each.

    >>> words("The industry’s “human-centric” view—now")
    " the industry's human centric view now "
    """
    plain = unicodedata.normalize("NFC", text).translate({0x2018: "'", 0x2019: "'"}).casefold()
    return "".join(f" {word}" for word in re.findall(r"\w+(?:'\w+)*", plain)) + " "


def overlap(expected: str, ours: str) -> bool:
    """Say whether two texts, each as `words` gives it, share a passage.

    >>> overlap(words("demanding better protections"), words("They are demanding better protections."))
    True
    >>> overlap(words("one two three four five"), words("two three four"))
    True
    >>> overlap(words("one two three four five"), words("four five six"))
    False
    """
    if not expected.strip() or not ours.strip():
        return False
    if expected in ours or ours in expected:
        return True
    row = expected.split()
    length = -(-len(row) * ENOUGH_IN_A_ROW.numerator // ENOUGH_IN_A_ROW.denominator)
    starts = range(len(row) - length + 1)
    return any(f" {' '.join(row[start : start + length])} " in ours for start in starts)


def quotations(twin: Record) -> Iterator[Quotation]:
    """Give every quotation of a twin that comes from one of the seeds."""
    for claim in twin.get("claims") or ():
        for assertion in claim.get("assertions") or ():
            if seed := SEEDS.get(str(assertion.get("source"))):
                yield Quotation(seed, words(assertion["quote"]), claim["id"], claim.get("kind") or "event")


def coverage(
    twins: Mapping[str, Record], inventory: Record, names: Mapping[str, Sequence[str]] | None = None
) -> Report:
    """Compare twins, by scope, with the inventory.

    `names` lists further names (ids or printed names) under which a stakeholder of the inventory may stand.
    """
    shares: list[Share] = []
    for scope, twin in sorted(twins.items()):
        ours = tuple(quotations(twin))
        shares += (
            _share(scope, "claims", _claims(scope, inventory, ours)),
            _share(scope, "positions", _positions(scope, inventory, ours)),
            _share(scope, "stakeholders", _stakeholders(scope, inventory, twin, names or {})),
            _share(scope, "takeaways", _takeaways(scope, inventory, twin, ours)),
        )
    return Report(tuple(shares))


def _share(scope: str, kind: str, verdicts: Iterable[tuple[str, bool]]) -> Share:
    found = tuple(verdicts)
    return Share(
        scope=scope,
        kind=kind,
        held=tuple(key for key, held in found if held),
        missing=tuple(key for key, held in found if not held),
    )


def _is_quoted(seed: str, quote: str, ours: Iterable[Quotation]) -> bool:
    expected = words(quote)
    return any(mine.seed == seed and overlap(expected, mine.words) for mine in ours)


def _of_scope(inventory: Record, part: str, scope: str) -> Iterator[Record]:
    return (entry for entry in inventory[part] if entry["scope"] == scope)


def _claims(scope: str, inventory: Record, ours: Sequence[Quotation]) -> Iterator[tuple[str, bool]]:
    for claim in _of_scope(inventory, "claims", scope):
        # A seed that is silent on a claim has an assertion without a quotation.
        passages = [a for a in inventory["assertions"] if a["claim"] == claim["id"] and a["quote"]]
        if passages:
            yield claim["id"], any(_is_quoted(a["seed"], a["quote"], ours) for a in passages)


def _positions(scope: str, inventory: Record, ours: Sequence[Quotation]) -> Iterator[tuple[str, bool]]:
    for disagreement in _of_scope(inventory, "disagreements", scope):
        for position in disagreement["positions"]:
            if passages := [q for q in position.get("quotes") or () if q["quote"]]:
                key = f"{disagreement['id']}/{position['seed']}"
                yield key, all(_is_quoted(q["seed"], q["quote"], ours) for q in passages)


def _stakeholders(
    scope: str, inventory: Record, twin: Record, names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, bool]]:
    ours = {words(str(entry["name"])) for entry in twin.get("stakeholders") or ()}
    for stakeholder in _of_scope(inventory, "stakeholders", scope):
        accepted = (stakeholder["name"], *names.get(stakeholder["id"], ()))
        yield stakeholder["id"], any(words(name) in ours for name in accepted)


def _takeaways(
    scope: str, inventory: Record, twin: Record, ours: Sequence[Quotation]
) -> Iterator[tuple[str, bool]]:
    cited = {
        claim
        for takeaway in twin.get("takeaways") or ()
        if takeaway["kind"] in {"proposal", "lesson"}
        for claim in takeaway["claims"]
    }
    binding = [mine for mine in ours if mine.kind == "norm" or mine.claim in cited]
    for takeaway in _of_scope(inventory, "takeaways", scope):
        yield takeaway["id"], _is_quoted(takeaway["seed"], takeaway["quote"], binding)


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_twins(site: Path) -> dict[str, Record]:
    """Return the first edition's twins from a built site, by scope."""
    return {scope: json.loads((site / path).read_text(encoding="utf-8")) for scope, path in TWINS.items()}


def report_on(site: Path) -> Report:
    """Compare a built site with the inventory in tests/data."""
    inventory = read_yaml(DATA / "seed-inventory.yml")
    return coverage(read_twins(site), inventory, read_yaml(DATA / "stakeholder-names.yml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; return the exit status."""
    parser = argparse.ArgumentParser(description="How much of the seed inventory the built edition holds.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    options = parser.parse_args(arguments)
    try:
        report = report_on(options.site)
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}; build the site first\n")
        return 2
    sys.stdout.write(f"{report}\n")
    return 0 if report.enough else 1


if __name__ == "__main__":
    raise SystemExit(main())
