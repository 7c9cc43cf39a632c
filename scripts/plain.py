"""The corpus of scripts/corpus.py as a plain MkDocs Material site: the same content, expanded to Markdown.

A page says in Markdown what our page says: summary, people, takeaways, prose, gaps, the table of claims and
sources with every quotation, and a card for each source. Topic, organisation, group and year pages list the
same briefings. What is left out is what plain Material does not do: checks, computed confidence and links
back, twins, the feed, related briefings, and pages of takeaways, questions and principles.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import corpus

Entry = dict[str, Any]
Lists = Mapping[tuple[str, str], list[str]]


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write the site root, with `mkdocs.yml` (theme's own search) and `without-search.yml`."""
    for name, plugins in (("mkdocs.yml", "[search]"), ("without-search.yml", "[]")):
        _put(root / name, _MKDOCS.format(plugins=plugins))
    _put(root / "docs" / "index.md", "# Specimen corpus\n\nNothing here is real.\n")
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for specimen in corpus.specimens(count, seed):
        _, front, body = specimen.text.split("---\n", 2)
        entry: Entry = yaml.load(front, yaml.CSafeLoader)
        _put(root / "docs" / str(specimen.year) / f"{specimen.slug}.md", expanded(entry, body))
        line = f"- [{entry['event']}](../{specimen.year}/{specimen.slug}.md): {entry['summary']}"
        for place in _listed_under(entry, specimen.year):
            lists[place].append(line)
    for (folder, name), lines in lists.items():
        _put(root / "docs" / folder / f"{name}.md", "\n".join([f"# {name}", "", *lines]) + "\n")


def _listed_under(entry: Entry, year: int) -> Iterator[tuple[str, str]]:
    yield "years", str(year)
    yield from (("topics", topic) for topic in entry["topics"])
    yield from (("stakeholders", s["name"]) for s in entry["stakeholders"])


def expanded(entry: Entry, body: str) -> str:
    """One briefing as a Markdown page."""
    happened, _, matters = body.partition("## Why it matters")
    letters = {s["id"]: letter for s, letter in zip(entry["sources"], "ABC", strict=True)}
    return "\n".join(
        [
            f"# {entry['title']}\n",
            f"{entry['type_of_work']} · Published {entry['published']} · Event: {entry['event_date']} · Version 1\n",
            "## In short\n",
            f"**What happened** {entry['summary']}\n",
            f"**Who is affected** {'; '.join(s['name'] for s in entry['stakeholders'][:2])}.\n",
            *(f"**What to take away** {t['text']}\n" for t in entry["takeaways"][:2]),
            happened,
            *_people(entry),
            "## Takeaways\n",
            *(
                f"- {t['text']} *{t['kind']}*. For {', '.join(t['for'])}. Rests on {t['claims'][0]}."
                for t in entry["takeaways"]
            ),
            f"\n## Why it matters\n{matters}",
            "## What we do not know\n",
            *(f"- {q['text']} Bears on {', '.join(q['claims'])}" for q in entry["open_questions"]),
            "- **No primary source** We hold no document, recording, statement or first-hand account of this.",
            "- **Voices missing** We have no words from those affected.\n",
            *_matrix(entry, letters),
            *_sources(entry, letters),
            "## How we worked\n\nNo second person has read this. AI use: none.\n",
            f"## Versions\n\n1. {entry['published']}, first published.\n",
            f"## Cite this\n\n“{entry['title']}”, version 1, {entry['published']}.\n",
        ]
    )


def _people(entry: Entry) -> Iterator[str]:
    yield "## People affected\n"
    for one in entry["stakeholders"]:
        yield f"### {one['name']}\n\n{one['role']}. {one.get('stake', '')}\n"
        if one["role"] == "affected":
            yield (
                "Not known: whether it has come about, whether it is good or bad for them, how grave, how many people, "
                f"whether it can be put right. We hold none of their own words. {one['sought']}\n"
            )


def _matrix(entry: Entry, letters: Mapping[str, str]) -> Iterator[str]:
    yield (
        "## Who says what\n\n| Claim | " + " | ".join(f"Text {letter}" for letter in letters.values()) + " |"
    )
    yield "|---" * (len(letters) + 1) + "|"
    for claim in entry["claims"]:
        words = {
            a["source"]: f"supports it “{a['quote']}” paragraph {a['locator']['para']}"
            for a in claim["assertions"]
        }
        cells = " | ".join(words.get(source, "does not say") for source in letters)
        yield f"| **{claim['id']}** {claim['text']} {claim['kind']} | {cells} |"
    yield ""


def _sources(entry: Entry, letters: Mapping[str, str]) -> Iterator[str]:
    yield "## Sources\n"
    for source in entry["sources"]:
        yield f"### Text {letters[source['id']]}: {source['title']}\n"
        yield from (
            f"- **{name}** {value}"
            for name, value in (
                ("Publisher", source["publisher"]),
                ("Author", ", ".join(source["author"])),
                ("Date", source["issued"]),
                ("Obtained", source["accessed"]),
                ("Nature", source["nature"]),
                ("Reliability", f"{source['reliability']}: {source['reliability_note']}"),
                ("Access", source["access"]),
            )
        )
        yield ""


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


_MKDOCS = """\
site_name: Specimen corpus
site_url: https://specimen.example/
theme:
  name: material
  font: false
plugins: {plugins}
nav:
  - index.md
not_in_nav: "*"
markdown_extensions:
  - sane_lists
  - tables
  - footnotes
"""
