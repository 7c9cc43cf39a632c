"""Findings as text for people: `path:line:column: severity[rule]: message`, the line itself, help below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from briefpress.model.finding import Bug, Finding, Severity, Silence
from briefpress.report.excerpt import excerpt
from briefpress.report.visible import visible

Texts = Mapping[str, bytes]
"""Files as they were read, by path: what a finding's line is shown from."""

_NONE: Texts = MappingProxyType({})
_BOLD, _FAINT, _CARET, _END = "\x1b[1m", "\x1b[2m", "\x1b[1;36m", "\x1b[0m"
_COLOURS = MappingProxyType({Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"})
"""SGR sequences (ECMA-48, 8.3.117); the words say the same without them."""


def findings(found: Sequence[Finding], texts: Texts = _NONE, *, colour: bool = False) -> str:
    """All findings, a block each; with the line that a finding is about where `texts` holds its file.

    The first line of a block and the line that begins with `help:` are the same whatever is asked for, colour apart.
    """
    shown = "".join(_block(finding, texts) for finding in found)
    return shown if colour else _plain(shown)


def _block(finding: Finding, texts: Texts) -> str:
    kind = f"{_COLOURS[finding.severity]}{finding.severity}[{finding.rule}]{_END}"
    lines = [f"{_BOLD}{visible(str(finding.at))}:{_END} {kind}: {_BOLD}{visible(finding.message)}{_END}"]
    lines += _line(finding, texts)
    lines += [f"  note: {visible(f'{place}: {why}')}" for place, why in finding.related]
    if finding.help:
        lines.append(f"  {_CARET}help:{_END} {visible(finding.help)}")
    return "\n".join(lines) + "\n"


def _line(finding: Finding, texts: Texts) -> list[str]:
    content = texts.get(finding.at.path)
    shown = excerpt(content, finding.at) if content else None
    if shown is None:
        return []
    number = str(finding.at.line)
    return [
        f"{_FAINT}{number:>6} |{_END} {shown.line}".rstrip(),
        f"{_FAINT}{'':>6} |{_END} {_COLOURS[finding.severity]}{shown.caret}{_END}",
    ]


def _plain(shown: str) -> str:
    """Without the sequences of colour; there are none but ours, as `visible` lets none pass."""
    for sequence in (_BOLD, _FAINT, _CARET, _END, *_COLOURS.values()):
        shown = shown.replace(sequence, "")
    return shown


def summary(found: Sequence[Finding], checked: int, silent: Sequence[Silence] = ()) -> str:
    """How many files were looked at and what was found; then which rules could not read a language."""
    errors = sum(finding.is_error for finding in found)
    files = _count(checked, "file")
    told = (
        f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}." if found else "nothing found."
    )
    return f"{files} checked: {told}\n" + "".join(silences(silent))


def silences(silent: Sequence[Silence]) -> list[str]:
    """A line for each language without word lists: the rules that were silent, and in which files."""
    by_language: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in silent:
        by_language.setdefault((one.language, one.rules), []).append(one.path)
    return [
        f'No word lists for "{visible(language)}": {", ".join(rules)} looked at nothing in {_named(sorted(paths))}.\n'
        for (language, rules), paths in sorted(by_language.items())
    ]


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - 1
    return visible(paths[0]) + (f" and {_count(more, 'other file')}" if more else "")


def bugs(failed: Sequence[Bug]) -> str:
    """What failed in briefpress itself, with the request to report it."""
    return "".join(
        f"{visible(bug.path)}: briefpress itself failed in {bug.step}. This is not a fault of your file.\n"
        f"  help: please report it with the file and these lines:\n{_indented(bug.detail)}\n"
        for bug in failed
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {visible(line)}" for line in text.strip().splitlines())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
