"""Findings as SARIF 2.1.0 (OASIS Standard, with Errata 01 of August 2023), for code scanning and viewers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from briefpress.model.finding import Bug, Finding, RuleText, Silence, Suppressed
from briefpress.model.source import Location
from briefpress.report import explanation
from briefpress.report.text import silences

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SITEROOT"


def log(
    found: Sequence[Finding],
    suppressed: Sequence[Suppressed],
    bugs: Sequence[Bug],
    silent: Sequence[Silence],
    rules: Sequence[RuleText],
    *,
    version: str,
    status: int,
) -> str:
    """One log with one run. `rules` are those that the results name; `status` is the exit status.

    What a file lets stand is a result with its suppression, and a failure of briefpress itself a notification.
    """
    index = {rule.id: number for number, rule in enumerate(rules)}
    results = [_result(finding, index) for finding in found]
    results += [_let_stand(one, index) for one in suppressed]
    run = {
        "tool": {
            "driver": {
                "name": "briefpress",
                "version": version,
                "rules": [_rule(rule) for rule in rules],
                "notifications": [
                    {"id": "briefpress-failed", "shortDescription": _text("briefpress itself failed")},
                    {"id": "no-word-list", "shortDescription": _text("a language that no rule can read")},
                ],
            }
        },
        "invocations": [_invocation(bugs, silent, status)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _text("the folder of the site's mkdocs.yml")}},
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: RuleText) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": _text(rule.summary),
        "defaultConfiguration": {"level": str(rule.level)},
        "properties": {"precision": "medium" if rule.heuristic else "very-high"},
    }
    if rule.page:
        described["help"] = {
            "text": explanation.plain(rule.page),
            "markdown": explanation.without_front_matter(rule.page),
        }
    return described


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": str(finding.severity),
        "message": _text(text),
        "locations": [{"physicalLocation": _physical(finding.at)}],
        "suppressions": [],
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(place), "message": _text(why)}
            for number, (place, why) in enumerate(finding.related, start=1)
        ]
    return result


def _let_stand(one: Suppressed, index: dict[str, int]) -> dict[str, Any]:
    """Its file holds the suppression (`suppress`), so that it is in the source."""
    suppression: dict[str, Any] = {"kind": "inSource", "status": "accepted", "justification": one.reason}
    if one.by:
        suppression["properties"] = {"by": one.by}
    return {**_result(one.finding, index), "suppressions": [suppression]}


def _physical(at: Location) -> dict[str, Any]:
    """The region reaches to the end of its line, as SARIF 3.30 has it where only a start is given."""
    address = quote(at.path, errors="surrogateescape")
    return {
        "artifactLocation": {"uri": address, "uriBaseId": _ROOT},
        "region": {"startLine": at.line, "startColumn": at.column},
    }


def _invocation(bugs: Iterable[Bug], silent: Sequence[Silence], status: int) -> dict[str, Any]:
    failed = [_failure(bug) for bug in bugs]
    notes = [
        {"descriptor": {"id": "no-word-list"}, "level": "note", "message": _text(line.strip())}
        for line in silences(silent)
    ]
    return {
        "executionSuccessful": not failed,
        "exitCode": status,
        "toolExecutionNotifications": [*failed, *notes],
    }


def _failure(bug: Bug) -> dict[str, Any]:
    """The path may be "the whole corpus", so that it stands in the message and not as a place."""
    told = f"briefpress itself failed in {bug.step} on {bug.path}. Please report it with the file and these lines."
    return {
        "descriptor": {"id": "briefpress-failed"},
        "level": "error",
        "message": _text(told),
        "exception": {"message": bug.detail},
    }


def _text(text: str) -> dict[str, str]:
    return {"text": text}
