"""The corpus of scripts/corpus.py as a plain MkDocs Material site: the same content, expanded to Markdown."""

from pathlib import Path
from typing import Any

import yaml

import corpus


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write the site root, with `mkdocs.yml` (theme's own search) and `without-search.yml`."""
    for name, plugins in (("mkdocs.yml", "[search]"), ("without-search.yml", "[]")):
        _put(root / name, _MKDOCS.format(plugins=plugins))
    _put(root / "docs" / "index.md", "# Specimen corpus\n\nNothing here is real.\n")
    for specimen in corpus.specimens(count, seed):
        _, front, body = specimen.text.split("---\n", 2)
        page = expanded(yaml.load(front, yaml.CSafeLoader), body)
        _put(root / "docs" / str(specimen.year) / f"{specimen.slug}.md", page)


def expanded(entry: dict[str, Any], body: str) -> str:
    """One briefing as a Markdown page that says what our page says, without checks, links or computed values."""
    lines = [
        f"# {entry['title']}",
        "",
        f"{entry['type_of_work']}, {entry['event_date']}",
        "",
        entry["summary"],
        "",
    ]
    lines += [body, "## Takeaways", "", *(f"- {t['text']} ({t['kind']})" for t in entry["takeaways"]), ""]
    lines += ["## People affected", ""]
    lines += [f"- {s['name']}, {s['role']}: {s.get('stake', '')}" for s in entry["stakeholders"]]
    lines += ["", "## Open questions", "", *(f"- {q['text']}" for q in entry["open_questions"]), ""]
    lines += ["## Who says what", "", "| Claim | Source | Words |", "|---|---|---|"]
    lines += [
        f"| {c['text']} | {a['source']} | “{a['quote']}”, paragraph {a['locator']['para']} |"
        for c in entry["claims"]
        for a in c["assertions"]
    ]
    lines += ["", "## Sources", ""]
    lines += [
        f"- {s['title']}, {s['publisher']}, {', '.join(s['author'])}, {s['issued']}, {s['nature']}"
        for s in entry["sources"]
    ]
    return "\n".join(lines) + "\n"


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
