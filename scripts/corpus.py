#!/usr/bin/env python3
"""Make a site root with any number of valid briefings, the same ones for the same seed.

usage: scripts/corpus.py DIR [--briefings N] [--seed S] [--every-field]

Every name in it is plainly a specimen. A briefing has about 9 kB: 3 sources of its own with snapshots, 6
claims, 4 stakeholders, 4 takeaways, 3 kB of prose. Used by scripts/bench and by the heavy tests. With
--every-field it is another corpus, over which every field and every word of every vocabulary occurs
(scripts/every_field.py).
"""

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOPICS = 24
ORGANISATIONS = 60
GROUPS = 12
PARAGRAPHS = 6
WORDS = (
    "account agreement archive audit board branch building camera change clause committee contract copy council "
    "court data day delay depot district document driver equipment evening failure fee field figure file floor "
    "form garden guard hall hour house index inquiry invoice island journey kitchen label ledger letter library "
    "licence list market measure meeting member method minute model month morning network night note notice "
    "number office order page panel paper part path payment people permit person photo plan platform point "
    "policy port post price printer process record register repair report request result review river road "
    "roof room rota route row sample schedule school screen section sensor server service shelf shift shop "
    "sign site software station statement step store street study summary survey switch system table tariff "
    "task team term test text ticket time title tool tower town track trade train tram unit vehicle version "
    "village visit wage wall warehouse week window word work yard year zone"
).split()
_VERBS = (
    "changed",
    "checked",
    "closed",
    "copied",
    "kept",
    "listed",
    "moved",
    "opened",
    "printed",
    "sent",
    "stored",
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One briefing of the corpus and the snapshots of its sources, by file name."""

    year: int
    slug: str
    text: str
    snapshots: dict[str, str]


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--briefings", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-field", action="store_true", help="every field and every word occurs")
    given = parser.parse_args()
    if given.every_field:
        import every_field  # noqa: PLC0415 - it needs the package, which the usual corpus does without

        every_field.write(given.folder, given.briefings, given.seed)
    else:
        write(given.folder, given.briefings, given.seed)


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write a site root with `count` briefings into the folder `root`."""
    _put(root / "mkdocs.yml", MKDOCS)
    _put(root / "docs" / "index.md", "# Specimen corpus\n\nNothing here is real.\n")
    for name, text in registry().items():
        _put(root / "briefings" / "_registry" / name, text)
    for specimen in specimens(count, seed):
        _put(root / "briefings" / str(specimen.year) / f"{specimen.slug}.md", specimen.text)
        for name, text in specimen.snapshots.items():
            _put(root / "briefings" / "_snapshots" / name, text)


def specimens(count: int, seed: int = 1) -> Iterator[Specimen]:
    """The briefings, oldest first, spread over ten years."""
    for number in range(count):
        yield _specimen(number, 2015 + number * 10 // count, random.Random(f"{seed}-{number}"))


def registry() -> dict[str, str]:
    """The registry files by name."""
    topics = "".join(
        f"  - id: topic-{n}\n    label: Specimen topic {n}\n    definition: Whatever belongs to specimen {n}.\n"
        for n in range(TOPICS)
    )
    organisations = "".join(
        f"  - id: specimen-body-{n}\n    name: Specimen Body {n}\n    kind: company\n"
        for n in range(ORGANISATIONS)
    )
    groups = "".join(
        f"  - id: specimen-workers-{n}\n    label: Specimen workers {n}\n    class: own-workforce\n"
        for n in range(GROUPS)
    )
    desk = "people:\n  - id: desk\n    name: Specimen desk\n    role: Editors\n    public_role: true\n    kind: desk\n"
    return {
        "topics.yml": f"topics:\n{topics}",
        "organisations.yml": f"organisations:\n{organisations}",
        "groups.yml": f"groups:\n{groups}",
        "people.yml": desk,
    }


def _specimen(number: int, year: int, chance: random.Random) -> Specimen:
    slug = f"specimen-{number}-{chance.choice(WORDS)}-{chance.choice(WORDS)}"
    texts = [[_paragraph(chance) for _ in range(PARAGRAPHS)] for _ in range(3)]
    quotes = [[_quote(paragraph) for paragraph in text] for text in texts]
    names = [f"{year}-{slug}-{letter}" for letter in "abc"]
    held = {f"{name}.txt": "\n".join(text) + "\n" for name, text in zip(names, texts, strict=True)}
    front = "".join(
        [
            _head(number, year, chance),
            _sources(number, year, names, held),
            _claims(number, names, quotes, chance),
            _people(number, chance),
        ]
    )
    return Specimen(year, slug, f"---\n{front}---\n{_body(chance)}", held)


def sentence(chance: random.Random, words: int = 14) -> str:
    """A sentence of nonsense, with one verb in its middle."""
    parts = [chance.choice(WORDS) for _ in range(words - 2)]
    parts.insert(words // 2, chance.choice(_VERBS))
    return f"The {' '.join(parts)}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(sentence(chance) for _ in range(11))


def _quote(paragraph: str) -> str:
    return " ".join(paragraph.split()[1:12])


def _head(number: int, year: int, chance: random.Random) -> str:
    topics = sorted(chance.sample(range(TOPICS), 2))
    day = f"{year}-{1 + number % 12:02}-{1 + number % 28:02}"
    return (
        f'title: "Specimen event {number}: three texts describe it"\n'
        f'summary: "Three specimen texts describe event {number}. Specimen workers bear it. Nothing here is real."\n'
        f'event: "Specimen event {number}"\nevent_date: {day}\ntype_of_work: source-review\nstatus: published\n'
        f"published: {day}\nversion: 1\ntopics: [{', '.join(f'topic-{n}' for n in topics)}]\n"
        "principles: [accountability]\neditor: [desk]\nreviewer: none\nai_use: none\n"
    )


def _sources(number: int, year: int, names: list[str], held: dict[str, str]) -> str:
    lines = ["sources:\n"]
    for index, name in enumerate(names):
        sha256 = hashlib.sha256(held[f"{name}.txt"].encode()).hexdigest()
        lines.append(
            f"  - id: {name}\n    title: Specimen report {number}, part {index + 1}\n"
            f"    publisher: Specimen Press {(number + index) % 40}\n    author: [Specimen Author {number % 90}]\n"
            f"    issued: {year}-{1 + number % 12:02}-{1 + number % 28:02}\n    accessed: {year}-12-31\n"
            f"    access: offline\n    nature: secondary\n    reliability: C\n    reliability_note: A specimen.\n"
            f"    snapshot:\n      file: {name}.txt\n      sha256: {sha256}\n      coverage: full\n"
        )
    return "".join(lines)


def _claims(number: int, names: list[str], quotes: list[list[str]], chance: random.Random) -> str:
    lines = ["claims:\n"]
    for claim in range(6):
        lines.append(
            f'  - id: c{claim + 1}\n    text: "Proposition {claim + 1} of event {number} holds."\n'
            f"    kind: {'event' if claim < 4 else 'quantity'}\n"
            f"    about: [specimen-body-{chance.randrange(ORGANISATIONS)}]\n    adverse: false\n    assertions:\n"
        )
        lines += [
            f'      - source: {names[source]}\n        quote: "{quotes[source][claim]}"\n'
            f"        locator:\n          para: {claim + 1}\n"
            for source in (claim % 3, (claim + 1) % 3)
        ]
    return "".join(lines)


def _people(number: int, chance: random.Random) -> str:
    lines = ["stakeholders:\n"]
    lines += [
        f"  - name: specimen-workers-{group}\n    role: affected\n    stake: Pay and hours, as in c1.\n"
        "    voice: none\n    sought: Nobody was asked; this is a specimen.\n"
        for group in sorted(chance.sample(range(GROUPS), 2))
    ]
    lines += [
        f"  - name: specimen-body-{body}\n    class: company\n    role: actor\n"
        for body in sorted(chance.sample(range(ORGANISATIONS), 2))
    ]
    lines.append("takeaways:\n")
    for index, kind in enumerate(("lesson", "finding", "practice", "caution")):
        lines.append(
            f'  - kind: {kind}\n    text: "If report {index + 1} of event {number} is right, then keep a record."\n'
            f"    claims: [c{index + 1}]\n    for: [researchers]\n"
        )
    lines.append(
        f'open_questions:\n  - id: q1\n    text: "Who wrote specimen {number}?"\n    claims: [c5, c6]\n'
    )
    return "".join(lines)


def _body(chance: random.Random) -> str:
    """About 3 kB of attributed prose that cites every claim."""
    cited = ["[c1]", "[c2, c3]", "[c4]", "[c5]", "[c6]"]
    happened = "\n\n".join(f"The first text says this: {sentence(chance, 46)[:-1]} {ref}." for ref in cited)
    matters = "\n\n".join(f"According to the texts, {sentence(chance, 60)}" for _ in range(4))
    return f"## What happened\n\n{happened}\n\n## Why it matters\n\n{matters}\n"


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


MKDOCS = """\
site_name: Specimen corpus
site_url: https://specimen.example/
theme:
  name: material
  font: false
plugins:
  - briefpress
markdown_extensions:
  - sane_lists
  - tables
  - footnotes
"""

if __name__ == "__main__":
    main()
