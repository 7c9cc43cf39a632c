#!/usr/bin/env python3
"""Write the module, the golden cases and the page of a new rule, and name it in the registry.

usage: scripts/new_rule.py ID "what the rule finds, in a few words" [--weight error, error* or warning] [--corpus]

The id names the fault and reads well after "allow": unresolved-citation, not check-citations. What is
written passes no test yet: fill in the gaps, then run `pytest tests/test_cases.py --update-cases` and read
what it wrote.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = Path("src/briefpress/check/rules")
REGISTRY = Path("src/briefpress/check/registry.py")
WEIGHTS = {
    "error": ("ERROR", "Error, in drafts too."),
    "error*": ("PUBLIC_ERROR", "A warning in a draft; an error once the briefing is embargoed or published."),
    "warning": ("WARNING", "Warning."),
}


def main() -> int:
    """Write the files; 2 for a name that is no rule's or is taken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("id", help="kebab-case name of the fault")
    parser.add_argument("summary", nargs="?", default="FILL IN: what it finds", help="what the rule finds")
    parser.add_argument("--weight", choices=sorted(WEIGHTS), default="error")
    parser.add_argument("--corpus", action="store_true", help="looks across files instead of at one")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    given = parser.parse_args()
    files = texts(given.id, given.summary, given.weight, corpus=given.corpus)
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", given.id):
        print(
            f"error: {given.id} is no name of a rule: two or more lower-case words with hyphens",
            file=sys.stderr,
        )
        return 2
    taken = [path for path in files if (given.root / path).exists()]
    if taken:
        print(f"error: {taken[0]} is there already", file=sys.stderr)
        return 2
    for path, text in files.items():
        (given.root / path).write_text(text, encoding="utf-8")
        print(path)
    registry = given.root / REGISTRY
    registry.write_text(registered(registry.read_text(encoding="utf-8"), given.id), encoding="utf-8")
    print(REGISTRY)
    return 0


def texts(rule: str, summary: str, weight: str, *, corpus: bool) -> dict[Path, str]:
    """The three new files by path."""
    kind, given = ("CorpusRule", "overview: Overview") if corpus else ("FileRule", "subject: Subject")
    name, seen = given.split(": ")[0], given.split(": ")[1]
    place = 'Location("mkdocs.yml")' if corpus else 'subject.at("title")'
    values = {
        "rule": rule,
        "summary": summary,
        "weight": WEIGHTS[weight][0],
        "sentence": WEIGHTS[weight][1],
        "kind": kind,
        "given": given,
        "name": name,
        "imports": ", ".join(sorted([kind, seen, "Weight"])),
        "location": "from briefpress.model.source import Location\n" if corpus else "",
        "place": place,
        "found": f"{summary[:1].upper()}{summary[1:]}.",
    }
    return {
        RULES / f"{rule.replace('-', '_')}.py": _MODULE.format_map(values),
        Path("tests/cases/rules") / f"{rule}.yml": _CASES,
        Path("docs/rules") / f"{rule}.md": _PAGE.format_map(values),
    }


def registered(text: str, rule: str) -> str:
    """The registry's text with the rule imported and listed, both in order."""
    name = rule.replace("-", "_")
    head, opening, rest = text.partition("from briefpress.check.rules import (\n")
    imports, closing, rest = rest.partition(")\n")
    before, listing, rest = rest.partition("RULES: tuple[Rule, ...] = (\n")
    rules, end, rest = rest.partition(")\n")
    imported, listed = _with(imports, f"    {name},\n"), _with(rules, f"    {name}.RULE,\n")
    return head + opening + imported + closing + before + listing + listed + end + rest


def _with(lines: str, line: str) -> str:
    return "".join(sorted([*lines.splitlines(keepends=True), line]))


_MODULE = '''"""FILL IN: what holds when this rule finds nothing, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import {imports}
from briefpress.model.finding import Finding
{location}

def check({given}) -> Iterator[Finding]:
    """One finding for each …"""
    message = "FILL IN: what was found and what was expected"
    yield RULE.finding({name}, {place}, message, help="FILL IN: how to mend it")


RULE = {kind}(
    id="{rule}",
    weight=Weight.{weight},
    summary="{summary}",
    check=check,
)
'''
_CASES = """- name: "hit: FILL IN"
  base: publishable
  edits:
    - {replace: "version: 1", by: "version: 1"}
  findings: ""

- name: "near miss: FILL IN"
  base: publishable
  edits:
    - {replace: "version: 1", by: "version: 1"}
  findings: ""

- name: clean
  base: publishable
  findings: ""
"""
_PAGE = """---
search:
  exclude: true
title: {rule}
description: {found}
---

# {rule}

{sentence}

## What it checks

FILL IN

## Why

FILL IN

## Example

```yaml
title: FILL IN
```

## Instead

```yaml
title: FILL IN
```

## How to mend it

FILL IN
"""

if __name__ == "__main__":
    sys.exit(main())
