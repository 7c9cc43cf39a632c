"""Findings as text for people: `path:line:column: severity[rule]: message`, help below."""

from __future__ import annotations

from collections.abc import Sequence

from briefpress.model.finding import Bug, Finding


def findings(found: Sequence[Finding]) -> str:
    """All findings, a block each."""
    return "".join(_block(finding) for finding in found)


def _block(finding: Finding) -> str:
    lines = [f"{finding.at}: {finding.severity}[{finding.rule}]: {finding.message}"]
    lines += [f"  note: {place}: {why}" for place, why in finding.related]
    if finding.help:
        lines.append(f"  help: {finding.help}")
    return "\n".join(lines) + "\n"


def summary(found: Sequence[Finding], checked: int) -> str:
    """One line: how many files were looked at and what was found."""
    errors = sum(finding.is_error for finding in found)
    files = _count(checked, "file")
    if not found:
        return f"{files} checked: nothing found.\n"
    return f"{files} checked: {_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}.\n"


def bugs(failed: Sequence[Bug]) -> str:
    """What failed in briefpress itself, with the request to report it."""
    return "".join(
        f"{bug.path}: briefpress itself failed in {bug.step}. This is not a fault of your file.\n"
        f"  help: please report it with the file and these lines:\n{_indented(bug.detail)}\n"
        for bug in failed
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
