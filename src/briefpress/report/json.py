"""Findings as JSON for machines: a list of objects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefpress.model.finding import Finding
from briefpress.model.source import Location


def findings(found: Sequence[Finding]) -> str:
    """The findings as one JSON list."""
    return json.dumps([_object(finding) for finding in found], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> dict[str, Any]:
    return {
        **_place(finding.at),
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help,
        "related": [{**_place(place), "message": why} for place, why in finding.related],
    }


def _place(at: Location) -> dict[str, Any]:
    return {"path": at.path, "line": at.line, "column": at.column}
