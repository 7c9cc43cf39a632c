"""Findings as workflow commands, which GitHub shows at the line of a change."""

from __future__ import annotations

from collections.abc import Sequence

from briefpress.model.finding import Finding
from briefpress.report.visible import visible


def findings(found: Sequence[Finding]) -> str:
    """A workflow command for each finding."""
    return "".join(_command(finding) for finding in found)


def _command(finding: Finding) -> str:
    place = f"file={_property(finding.at.path)},line={finding.at.line},col={finding.at.column}"
    lines = [finding.message, *(f"note: {at}: {why}" for at, why in finding.related)]
    text = "\n".join(map(visible, [*lines, f"help: {finding.help}"] if finding.help else lines))
    return f"::{finding.severity} {place},title={_property(finding.rule)}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
