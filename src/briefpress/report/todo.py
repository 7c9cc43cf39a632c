"""Findings of a draft -> what publishing still needs, in the order in which one works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from briefpress.model.finding import Finding
from briefpress.report.visible import visible

_STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Make the file readable": (),
        "Say what happened, and when": (
            *("title", "event", "event_date", "event_date_note", "type_of_work", "topics", "places"),
            *("follows", "same_as", "related", "lang", "briefings", "period", "timeline"),
        ),
        "Hold the sources": ("sources",),
        "Let each claim carry the words of a source": ("claims",),
        "Say whom it touches": ("stakeholders",),
        "Ask those whom a claim would harm": ("responses",),
        "Write the text": ("summary", "body"),
        "Draw what to take away": ("takeaways", "principles", "key_judgements", "threads"),
        "Say what nobody knows": ("open_questions", "gaps", "watch", "limits"),
        "Say how it was made": ("editor", "reviewer", "ai_use", "suppress", "corrections"),
        "Give it its place": (
            *("status", "published", "updated", "embargo_until", "version", "changes", "redirect_from"),
            *("withdrawn", "removed", "redactions", "licence"),
        ),
        "Mend what stands in other files": (),
    }
)
"""Step -> the fields that belong to it. The first takes what stops reading, the last what lies elsewhere."""
_READABLE, _ELSEWHERE = next(iter(_STEPS)), list(_STEPS)[-1]
_BY_FIELD = {field: step for step, fields in _STEPS.items() for field in fields}
_BY_RULE = MappingProxyType(
    {
        "gap-undeclared": "gaps",
        "presupposition-only": "open_questions",
        "reply-missing": "responses",
        "rights-holder-missing": "stakeholders",
        "section-missing": "body",
        "snapshot-missing": "sources",
        "adverse-undecided": "claims",
        "url-changed-without-redirect": "redirect_from",
    }
)
"""Rules that are about a field which may be absent, so that their place cannot tell it."""
_PUBLIC = re.compile(rb"^status[ \t]*:[ \t]*[\"']?(?:published|embargoed|withdrawn|removed)", re.MULTILINE)
_KEY = re.compile(rb"([A-Za-z_]+)[ \t]*:")


def steps(path: str, content: bytes, found: Sequence[Finding]) -> str:
    """A list to work through for the file at `path`, whose bytes are `content`: what stops publishing, by step."""
    needed = [finding for finding in found if finding.is_error]
    fields = list(_fields(content))
    is_draft = not _PUBLIC.search(content)
    by_step: dict[str, list[Finding]] = {step: [] for step in _STEPS}
    for finding in sorted(needed, key=_rank):
        by_step[_step(finding, path, fields)].append(finding)
    numbered = enumerate(((step, held) for step, held in by_step.items() if held), start=1)
    shown = [_head(path, len(needed), is_draft=is_draft)]
    shown += [_shown(number, step, held, path) for number, (step, held) in numbered]
    return "\n".join([*shown, *_end(len(found) - len(needed), path, is_draft=is_draft)])


def _head(path: str, count: int, *, is_draft: bool) -> str:
    if count:
        things = "1 thing" if count == 1 else f"{count} things"
        return f"{visible(path)} needs {things} {'to be published' if is_draft else 'to be mended'}.\n"
    return f"{visible(path)} needs nothing more.\n"


def _shown(number: int, step: str, held: Sequence[Finding], path: str) -> str:
    lines = [f"{number}. {step}"]
    for finding in held:
        at = finding.at
        place = f"{at.line}:{at.column}" if at.path == path else str(at)
        lines.append(f"   [ ] {visible(place)}: {visible(finding.message)} ({finding.rule})")
        lines += [f"       {visible(finding.help)}"] if finding.help else []
    return "\n".join(lines) + "\n"


def _end(warnings: int, path: str, *, is_draft: bool) -> Iterator[str]:
    if warnings:
        told = "1 warning stops" if warnings == 1 else f"{warnings} warnings stop"
        yield f"{told} nothing; `briefpress check {visible(path)}` prints {'it' if warnings == 1 else 'them'}.\n"
    if is_draft:
        yield (
            "Then write `status: published`, `published:` with the day and `version: 1`, run `briefpress release`\n"
            "and commit the file together with what that writes.\n"
        )


def _step(finding: Finding, path: str, fields: Sequence[tuple[int, str]]) -> str:
    if finding.rule.startswith("input-") or finding.rule == "front-matter-invalid":
        return _READABLE
    if finding.rule in _BY_RULE:
        return _BY_FIELD[_BY_RULE[finding.rule]]
    if finding.about and isinstance(finding.about[0], str):
        return _BY_FIELD.get(finding.about[0], _READABLE)
    if finding.at.path != path:
        return _ELSEWHERE
    field = next((name for line, name in reversed(fields) if line <= finding.at.line), "")
    return _BY_FIELD.get(field, _READABLE)


def _rank(finding: Finding) -> int:
    """For what is missing, which is told at the top of a file: the place of its field among those of its step."""
    field = finding.about[0] if finding.about else ""
    order = _STEPS.get(_BY_FIELD.get(str(field), ""), ())
    return order.index(str(field)) if field in order and finding.at.line == 1 else len(_BY_FIELD)


def _fields(content: bytes) -> Iterator[tuple[int, str]]:
    """(line, name) of each field of the front matter, and of the body, by what stands at the start of a line."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if number > 1 and line.rstrip() == b"---":
            yield number, "body"
            return
        match = _KEY.match(line)
        if match:
            yield number, match[1].decode()
