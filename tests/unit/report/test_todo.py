"""What publishing still needs, in working order."""

from __future__ import annotations

from dataclasses import replace

from briefpress.model.finding import Finding, Severity
from briefpress.model.source import FieldPath, Location
from briefpress.report import todo

PATH = "briefings/2026/a.md"
DRAFT = b"---\ntitle: A\nclaims:\n  - id: c1\nsources: [a]\n---\n## What happened\nText.\n"


def finding(
    line: int, rule: str = "a-rule", *, path: str = PATH, about: FieldPath = (), error: bool = True
) -> Finding:
    severity = Severity.ERROR if error else Severity.WARNING
    return Finding(Location(path, line), rule, severity, f"line {line}", "mend it", about=about)


def steps(*found: Finding, content: bytes = DRAFT) -> list[str]:
    return [line for line in todo.steps(PATH, content, found).splitlines() if line[:1].isdigit()]


def test_the_steps_are_those_of_the_work_and_not_of_the_file() -> None:
    found = (
        finding(1, about=("published",)),
        finding(1, about=("takeaways", 0, "text")),
        finding(2),
        finding(4),
        finding(5),
        finding(8),
        finding(1, "front-matter-invalid"),
        finding(3, path="briefings/_registry/topics.yml"),
    )
    assert steps(*found) == [
        "1. Make the file readable",
        "2. Say what happened, and when",
        "3. Hold the sources",
        "4. Let each claim carry the words of a source",
        "5. Write the text",
        "6. Draw what to take away",
        "7. Give it its place",
        "8. Mend what stands in other files",
    ]


def test_what_is_missing_is_told_in_the_order_in_which_one_fills_it_in() -> None:
    missing = [finding(1, about=(name,)) for name in ("topics", "event_date", "event", "title")]
    named = [f"{one.about[0]} is missing" for one in missing]
    told = todo.steps(PATH, DRAFT, [replace(f, message=m) for f, m in zip(missing, named, strict=True)])
    assert [line.split()[3] for line in told.splitlines() if "[ ]" in line] == [
        *("title", "event", "event_date", "topics")
    ]


def test_each_item_says_where_what_and_how() -> None:
    shown = todo.steps(PATH, DRAFT, [finding(4)])
    assert shown.startswith(f"{PATH} needs 1 thing to be published.\n\n1. Let each claim")
    assert "   [ ] 4:1: line 4 (a-rule)\n       mend it\n" in shown
    assert "Then write `status: published`" in shown


def test_a_warning_is_counted_and_needed_by_nobody() -> None:
    shown = todo.steps(PATH, DRAFT, [finding(2, error=False)])
    assert shown.startswith(f"{PATH} needs nothing more.\n")
    assert "1 warning stops nothing" in shown


def test_a_published_file_is_not_told_to_publish() -> None:
    published = DRAFT.replace(b"title: A", b"title: A\nstatus: published")
    shown = todo.steps(PATH, published, [finding(2)])
    assert "needs 1 thing to be mended" in shown
    assert "status: published" not in shown


def test_every_field_of_the_form_has_a_step() -> None:
    """So that a new field is given its place."""
    from briefpress.model.briefing import Briefing, Digest

    fields = {info.alias or name for kind in (Briefing, Digest) for name, info in kind.model_fields.items()}
    first = "1. Make the file readable"
    assert [name for name in sorted(fields) if steps(finding(1, about=(name,))) == [first]] == []
