#!/usr/bin/env python3
"""Fill the generated parts of docs/ (fields, vocabularies, options, commands, rules, templates) and write schema/.

usage: scripts/reference.py [--check]

A generated part stands in a page of docs/ between `<!-- generated: NAME begin -->` and
`<!-- generated: NAME end -->`; the rest of the page is written by hand. In schema/ stand the JSON Schemas that
.vscode/settings.json names. With --check nothing is written; the exit status is 1 when a part is out of date, or
when docs/dependencies.md leaves out a dependency.
"""

import _env

_env.ensure()
_env.enter()

# ruff: noqa: E402 - what follows runs in the environment that was just made
import argparse
import enum
import json
import re
import sys
import tomllib
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
from annotated_types import Ge, Le, MaxLen
from pydantic.fields import FieldInfo

from briefpress.check.registry import RULES
from briefpress.check.rule import Weight
from briefpress.cli import cli
from briefpress.load.settings import Options
from briefpress.model import briefing, registry
from briefpress.model.field import DateText, Entry, Need, Spec, specs
from briefpress.render.data import schema
from briefpress.render.data.codebook import WORDING
from briefpress.render.wording import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SHORTEST = ROOT / "tests" / "data" / "shortest" / "briefings" / "2026" / "briefpress-licence.md"
PART = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[a-z-]+) begin -->\n).*?(?P<end><!-- generated: (?P=name) end -->)",
    re.DOTALL,
)
DATE = get_args(DateText)[1]
NEEDS = {
    Need.MINIMAL: "first draft",
    Need.PUBLISH: "to publish",
    Need.OPTIONAL: "if it applies",
    Need.COMPUTED: "filled in",
}
WEIGHTS = {
    Weight.ERROR: "error",
    Weight.PUBLIC_ERROR: "warning in a draft, error once public",
    Weight.WARNING: "warning",
}


def main() -> int:
    """Write what is out of date, or tell it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; tell what is out of date")
    check = parser.parse_args().check
    outdated = {page: fresh for page, fresh in generated() if not holds_already(page, fresh)}
    for page, fresh in outdated.items():
        print(
            f"{page.relative_to(ROOT)}: {'is out of date; run scripts/reference.py' if check else 'written'}"
        )
        if not check:
            page.parent.mkdir(exist_ok=True)
            page.write_text(fresh, encoding="utf-8")
    unexplained = sorted(dependencies() - explained())
    for name in unexplained:
        print(f"docs/dependencies.md: has no reason for {name}")
    return 1 if unexplained or (check and outdated) else 0


def generated() -> Iterator[tuple[Path, str]]:
    """(file, text) of every page of docs/ with its parts made anew, and of every schema of what editors write."""
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text("utf-8")
        yield page, refreshed(text, page) or text
    for name in schema.NAMES:
        text = json.dumps(schema.written(name), indent=2, ensure_ascii=False)
        yield ROOT / "schema" / f"{name}.json", f"{text}\n"


def holds_already(file: Path, text: str) -> bool:
    """True when nothing needs to be written."""
    return file.is_file() and file.read_text("utf-8") == text


def refreshed(text: str, page: Path) -> str | None:
    """The page with its generated parts made anew; None when it is up to date."""

    def part(match: re.Match[str]) -> str:
        if match["name"] not in PARTS:
            raise SystemExit(
                f"{page}: there is no part named {match['name']!r}; there are {', '.join(PARTS)}"
            )
        return f"{match['begin']}\n{PARTS[match['name']]().strip()}\n\n{match['end']}"

    fresh = PART.sub(part, text)
    return None if fresh == text else fresh


# ── fields and vocabularies ───────────────────────────────────────────────────────────────────────────


def fields() -> str:
    """Every kind of entry of a briefing, a digest and the registry, with its fields."""
    shared = {key for _, key, _ in specs(briefing.Common)}
    parts = [entry_part(entry) for entry in reached([briefing.Briefing])]
    alike = ", ".join(f"`{key}`" for _, key, _ in specs(briefing.Common))
    parts.append(entry_part(briefing.Digest, without=shared) + f"\nAlso, as in a briefing: {alike}.\n")
    parts += [
        entry_part(e) for e in reached([briefing.Thread, *registry.KINDS.values()], seen=[briefing.Briefing])
    ]
    return "\n".join(parts)


def reached(entries: Iterable[type[Entry]], seen: Iterable[type[Entry]] = ()) -> list[type[Entry]]:
    """These kinds of entry and all kinds within them, each once, without those reached from `seen`."""
    before = reached(seen) if seen else []
    found: list[type[Entry]] = []
    waiting = list(entries)
    while waiting:
        entry = waiting.pop(0)
        if entry not in found and entry not in before:
            found.append(entry)
            waiting[:0] = [k for kind in annotations(entry) for k in within(kind) if issubclass(k, Entry)]
    return found


def annotations(entry: type[Entry]) -> Iterator[Any]:
    """What each field of this kind of entry holds, in the order of the model."""
    for info in entry.model_fields.values():
        yield info.annotation


def within(annotation: Any) -> Iterator[type[Any]]:
    """Every class that stands in an annotation."""
    if get_args(annotation) and get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from within(part)
    elif isinstance(annotation, type):
        yield annotation


def entry_part(entry: type[Entry], without: Iterable[str] = ()) -> str:
    """The heading, the one-line meaning and the table of one kind of entry."""
    rows = [(name, key, spec) for name, key, spec in specs(entry) if key not in set(without)]
    order = list(NEEDS)
    rows.sort(key=lambda row: (not row[2].always, order.index(row[2].need)))
    lines = [
        f"## {spaced(entry)}",
        "",
        first_line(entry),
        "",
        "| Field | Needed | Holds | Meaning |",
        "|---|---|---|---|",
    ]
    for name, key, spec in rows:
        info = entry.model_fields[name]
        held = limited(info.annotation, info.metadata, spec)
        lines.append(f"| `{key}` | {needed(entry, spec)} | {held} | {sentence(spec)} |")
    return "\n".join(lines) + "\n"


def needed(entry: type[Entry], spec: Spec) -> str:
    """When a field is needed; within a part of a briefing there is no first draft, only the part."""
    if spec.always:
        return "always"
    part = not issubclass(entry, briefing.Common)
    return "yes" if part and spec.need is Need.MINIMAL else NEEDS[spec.need]


def limited(annotation: Any, metadata: Iterable[Any], spec: Spec) -> str:
    """What a field holds, with its limits."""
    limits = []
    if spec.words is not None:
        limits.append(f"at most {spec.words} words")
    if spec.chars is not None:
        limits.append(f"at most {spec.chars} characters")
    return ", ".join([holds(annotation, tuple(metadata)), *limits])


def holds(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """A type in editors' words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return holds(inner[0], inner[1:])
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inner if value)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(holds(one, metadata) for one in inner if one is not type(None)))
    if origin is tuple:
        return f"list of {holds(inner[0])}{at_most(metadata)}"
    if origin is dict:
        return "names with values"
    if issubclass(annotation, (Entry, enum.Enum)):
        name = spaced(annotation)
        inside = name if name.startswith("AI") else name.lower()
        return f"[{inside}](#{name.lower().replace(' ', '-')})"
    return simple(annotation, metadata)


def at_most(metadata: Iterable[Any]) -> str:
    """The greatest number of entries of a list, if there is one."""
    limits = [one for m in metadata for one in (m.metadata if isinstance(m, FieldInfo) else (m,))]
    return next((f", at most {m.max_length}" for m in limits if isinstance(m, MaxLen)), "")


def simple(kind: type[Any], metadata: tuple[Any, ...]) -> str:
    """Text, a date, a number or a yes-or-no."""
    if kind is bool:
        return "`true` or `false`"
    if kind is str:
        return "date" if DATE in metadata else "text"
    low = next((m.ge for m in metadata if isinstance(m, Ge)), None)
    high = next((m.le for m in metadata if isinstance(m, Le)), None)
    return f"number from {low} to {high}" if low is not None and high is not None else "number"


def vocabularies() -> str:
    """Every closed vocabulary that a field uses, by name, with its values."""
    entries = reached([briefing.Briefing, briefing.Digest, *registry.KINDS.values()])
    used = {kind for entry in entries for one in annotations(entry) for kind in within(one)}
    found = sorted((k for k in used if issubclass(k, enum.Enum)), key=spaced)
    return "\n".join(f"### {spaced(kind)}\n\n{first_line(kind)}\n\n{values(kind)}\n" for kind in found)


def values(kind: type[enum.Enum]) -> str:
    """The values of a vocabulary, with readers' words where these say more than the value does."""
    lines = []
    for member in kind:
        said = CATALOGUE.get(f"{WORDING.get(kind, '')}.{member.value}", "").removeprefix(f"{member.value}: ")
        tells = said and "{" not in said and said.lower() != str(member.value).replace("-", " ")
        lines.append(f"- `{member.value}`{f': {said}' if tells else ''}")
    return "\n".join(lines)


def spaced(kind: type[Any]) -> str:
    """`StakeholderClass` as "Stakeholder class"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()
    return re.sub(r"^Ai\b", "AI", words)


def first_line(kind: type[Any]) -> str:
    """The first line of the docstring, without references to what editors do not have."""
    return re.sub(r" \(editorial\.md [^)]*\)", "", (kind.__doc__ or "").strip().splitlines()[0])


def sentence(spec: Spec) -> str:
    """The meaning of a field, safe within a table."""
    return spec.meaning.replace("|", "\\|")


# ── options, rules, templates, example ────────────────────────────────────────────────────────────────


def options() -> str:
    """The options of the plugin."""
    lines = ["| Option | Holds | Default | Meaning |", "|---|---|---|---|"]
    for name, key, spec in specs(Options):
        info = Options.model_fields[name]
        default = info.get_default(call_default_factory=True)
        written = str(default).lower() if isinstance(default, bool) else default
        empty = default in ("", (), {}) or (isinstance(default, Entry) and default == type(default)())
        shown = "none" if empty else f"`{written}`"
        lines.append(f"| `{key}` | {option_holds(name)} | {shown} | {sentence(spec)} |")
    return "\n".join(lines)


def option_holds(name: str) -> str:
    """What an option holds; its vocabularies are short enough to stand in the table."""
    info = Options.model_fields[name]
    if isinstance(info.annotation, type) and issubclass(info.annotation, enum.Enum):
        return " or ".join(f"`{member.value}`" for member in info.annotation)
    return holds(info.annotation, tuple(info.metadata))


def rules() -> str:
    """Every rule that is registered."""
    lines = ["| Rule | Weight | What it finds |", "|---|---|---|"]
    for rule in RULES:
        summary = rule.summary.replace("|", "\\|") + (" (reads prose, can err)" if rule.heuristic else "")
        lines.append(f"| [`{rule.id}`]({rule.id}.md) | {WEIGHTS[rule.weight]} | {summary} |")
    return "\n".join(lines)


def templates() -> str:
    """Every template that ships, with the first sentence of the comment that it opens with."""
    lines = ["| Template | What it is |", "|---|---|"]
    for file in sorted((ROOT / "templates").rglob("*")):
        name = file.relative_to(ROOT / "templates").as_posix()
        if file.is_file() and not name.startswith(("frame/", "assets/")):
            lines.append(f"| `{name}` | {opening_comment(file)} |")
    return "\n".join(lines)


def opening_comment(file: Path) -> str:
    """The first sentence of a template's opening comment; empty when there is none."""
    match = re.match(r"\s*\{#-?\s*(?P<comment>.*?)\s*-?#\}", file.read_text("utf-8"), re.DOTALL)
    said = " ".join(match["comment"].split()) if match else ""
    return re.split(r"(?<=[.:;])\s", said)[0].rstrip(".:;").replace("|", "\\|")


def shortest() -> str:
    """The shortest briefing that publishes without a warning."""
    return f"```markdown\n{SHORTEST.read_text('utf-8').rstrip()}\n```"


# ── commands ──────────────────────────────────────────────────────────────────────────────────────────


def desk_commands() -> str:
    """What `--help` prints of the commands at an editor's desk."""
    return "\n".join(helped(name) for name in ("new", "quote", "claims"))


def helped(name: str) -> str:
    """The help of a command, and of those below it, as 100 columns show it."""
    found: list[tuple[str, click.Command]] = [(name, cli.commands[name])]
    found += [(f"{name} {one}", sub) for one, sub in getattr(found[0][1], "commands", {}).items()]
    return "\n".join(f"### briefpress {words}\n\n```text\n{shown(words, one)}\n```\n" for words, one in found)


def shown(words: str, command: click.Command) -> str:
    """The help of one command, however wide the terminal is."""
    context = click.Context(
        command, info_name=f"briefpress {words}", terminal_width=100, **cli.context_settings
    )
    return command.get_help(context)


PARTS: Mapping[str, Callable[[], str]] = {
    "desk-commands": desk_commands,
    "fields": fields,
    "vocabularies": vocabularies,
    "options": options,
    "rules": rules,
    "templates": templates,
    "shortest": shortest,
}


# ── dependencies ──────────────────────────────────────────────────────────────────────────────────────


def dependencies() -> set[str]:
    """Names of everything that pyproject.toml and requirements/*.in ask for."""
    asked = list(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
    for file in (ROOT / "requirements").glob("*.in"):
        lines = file.read_text("utf-8").splitlines()
        asked += [line for line in lines if line and line[0] not in "#-"]
    return {re.split(r"[\[<>=!~ ]", line)[0] for line in asked}


def explained() -> set[str]:
    """Names of the dependencies that docs/dependencies.md has a row for."""
    return set(re.findall(r"^\| `([^`]+)`", (DOCS / "dependencies.md").read_text("utf-8"), re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
