"""The corpus of scripts/corpus.py as a plain MkDocs Material site: the same content, expanded to Markdown.

A page says in Markdown what our page says, in the same words and with the same links: summary, people,
takeaways, prose, gaps, the table of claims and sources with every quotation, a card for each source, method,
version and citation. Topic, organisation, group and year pages list the same briefings. What is left out is
what plain Material does not do: checks, computed confidence and pictures of it, twins and other exports,
feeds, related briefings, and the listings of takeaways, questions, sources and principles.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
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
    yield from (("organisations", body) for body in _organisations(entry))
    yield from (("stakeholders", s["name"]) for s in entry["stakeholders"])


def _organisations(entry: Entry) -> list[str]:
    """The organisations that the stakeholders and claims name, as our page lists them."""
    actors = (s["name"] for s in entry["stakeholders"] if s["role"] == "actor")
    return list(dict.fromkeys([*actors, *(name for claim in entry["claims"] for name in claim["about"])]))


def expanded(entry: Entry, body: str) -> str:
    """One briefing as a Markdown page."""
    happened, _, matters = _CLAIMS.sub(_linked, body).partition("## Why it matters")
    letters = {s["id"]: letter for s, letter in zip(entry["sources"], "ABC", strict=True)}
    groups = [_named(s["name"]) for s in entry["stakeholders"] if s["role"] == "affected"]
    return "\n".join(
        [
            f"# {entry['title']}\n",
            _line(entry),
            "## In short\n",
            f"**What happened** {entry['summary']}\n",
            f"**Who is affected** {'; '.join(groups)}. We have no words from any of them.\n",
            "**What to take away**\n",
            *(f"- {t['text']} Claims behind it: [{_SURE}](#who-says-what)" for t in entry["takeaways"][:2]),
            "\n**Evidence** [No primary source](#what-we-do-not-know) · [Voices missing](#what-we-do-not-know)\n",
            happened,
            *_people(entry, groups),
            "## Takeaways\n",
            *(
                f"1. {t['text']}\n\n    {t['kind'].capitalize()}. For {', '.join(t['for'])}."
                f" Rests on {_link(t['claims'][0])}: {_SURE}\n"
                for t in entry["takeaways"]
            ),
            f"\n## Why it matters\n{matters}",
            "### Principles it touches\n\n- Accountability\n",
            *_unknown(entry, groups),
            *_matrix(entry, letters),
            *_sources(entry, letters),
            *_about(entry),
        ]
    )


def _line(entry: Entry) -> str:
    published, happened = _day(entry["published"]), _day(entry["event_date"])
    return f"Source review · Published {published} · Event date: {happened} · Version 1\n"


_SURE = "Credible, not settled"
_CLAIMS = re.compile(r"\[(c[0-9](?:, c[0-9])*)\]")


def _linked(match: re.Match[str]) -> str:
    return "".join(f"[[{claim[1:]}]](#{claim})" for claim in match[1].split(", "))


def _link(claim: str) -> str:
    return f"[claim {claim[1:]}](#{claim})"


def _named(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _day(written: str) -> str:
    day = date.fromisoformat(str(written))
    return f"{day.day} {day:%B %Y}"


def _people(entry: Entry, groups: list[str]) -> Iterator[str]:
    lacking = " and ".join(groups)
    yield f"## People affected\n\n**People affected whose own words we lack:** {lacking}.\n"
    affected = [s for s in entry["stakeholders"] if s["role"] == "affected"]
    for one in affected:
        yield (
            f"### [{_named(one['name'])}](../stakeholders/{one['name']}.md) own workforce\n\n{one['stake']}\n\n"
            "Not known: whether it has come about, whether it is good or bad for them, how grave, how many people, "
            "whether it can be put right.\n\nWe hold none of their own words. "
            f"What we did to hear them: {one['sought']}\n"
        )
    yield "### Who acted, and who can act\n"
    for one in entry["stakeholders"]:
        if one not in affected:
            yield f"- [{_named(one['name'])}](../organisations/{one['name']}.md) Said to have decided or acted"
    yield ""


def _unknown(entry: Entry, groups: list[str]) -> Iterator[str]:
    yield "## What we do not know\n\n### Open questions\n"
    for question in entry["open_questions"]:
        yield f"- {question['text']} Bears on {', '.join(map(_link, question['claims']))}"
    yield "\n### What nobody has shown us\n"
    yield "- **No primary source** We hold no document, recording, statement or first-hand account of this."
    sought = entry["stakeholders"][0]["sought"]
    yield f"- **Voices missing** We have no words from {' and '.join(groups)}. {sought}\n"


def _matrix(entry: Entry, letters: Mapping[str, str]) -> Iterator[str]:
    heads = " | ".join(
        f"1 origin, 1 text: [Text {letters[s['id']]}](#text-{letters[s['id']].lower()}) {s['publisher']}"
        for s in entry["sources"]
    )
    yield (
        f"## Who says what\n\n### How sure the evidence lets us be\n\n**{_SURE}** Good evidence, but too little, "
        "too close together, or partly questioned.\n\nOpen a cell to read the source’s own words. Words in "
        "quotation marks are theirs: their word, not our scale. Unless a claim says otherwise, it rests on: "
        "2 origins, a report we can trace.\n\n6 claims, 3 origins, 3 texts\n\n"
        f"| Claim | {heads} |"
    )
    yield "|---" * (len(letters) + 1) + "|"
    for claim in entry["claims"]:
        words = {
            a[
                "source"
            ]: f"Text {letters[a['source']]} supports it “{a['quote']}” paragraph {a['locator']['para']}, "
            "in its own voice."
            for a in claim["assertions"]
        }
        cells = " | ".join(words.get(s, f"Text {letters[s]} does not say") for s in letters)
        kind = "Event" if claim["kind"] == "event" else "Number, date or extent"
        yield (
            f'| <span id="{claim["id"]}">Claim {claim["id"][1:]}</span> **{claim["text"]}** {kind} · {_SURE} '
            f"Cited in: [What happened](#what-happened), [takeaway {claim['id'][1:]}](#takeaways) | {cells} |"
        )
    yield ""


def _sources(entry: Entry, letters: Mapping[str, str]) -> Iterator[str]:
    yield "## Sources\n"
    for source in entry["sources"]:
        letter = letters[source["id"]]
        yield f'### <span id="text-{letter.lower()}">Text {letter}</span>: {source["title"]}\n'
        yield from (
            f"- **{name}** {value}"
            for name, value in (
                ("Publisher", source["publisher"]),
                ("Author", ", ".join(source["author"])),
                ("Date", _day(source["issued"])),
                ("Obtained", _day(source["accessed"])),
                ("Nature", "secondary: reports on primary material"),
                ("Reliability", f"{source['reliability']}: fairly reliable. {source['reliability_note']}"),
                ("Access", "not online"),
                ("What we hold", "the full text"),
                ("Speaks to", "4 of 6 claims"),
            )
        )
        yield ""


def _about(entry: Entry) -> Iterator[str]:
    published = _day(entry["published"])
    yield (
        "## How we worked\n\nWe read each source closely, split what it says into single claims, and set the sources’ "
        "own words beside each claim. Sources that appear to go back to one starting point count once. How sure we "
        "may be follows from a fixed table, which an editor may lower but never raise.\n\n"
        "Answerable: Specimen desk. No second person has read this.\n\n"
        "### Use of AI\n\nNo AI system was used in this work.\n\n"
        f"## Versions\n\n- Version 1, {published}: First published.\n\n"
        f"## Cite this\n\nSpecimen desk. “{entry['title']}”. Specimen corpus, {published}, version 1.\n\n"
        "Our own words are licensed under CC-BY-4.0. Quotations remain their owners’.\n\n## Read on\n"
    )
    yield "**Topics**\n"
    yield from (f"- [{_named(t)}](../topics/{t}.md)" for t in entry["topics"])
    yield "\n**Organisations**\n"
    yield from (f"- [{_named(o)}](../organisations/{o}.md)" for o in _organisations(entry))
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
