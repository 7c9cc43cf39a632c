"""SARIF, against its published schema (tests/data/sarif-2.1.0)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from briefpress.model.finding import Bug, Finding, RuleText, Severity, Silence, Suppressed
from briefpress.model.source import Location
from briefpress.report import sarif

SCHEMA = Path(__file__).parents[2] / "data" / "sarif-2.1.0" / "sarif-schema-2.1.0.json"
RULE = RuleText("a-rule", "a fault", Severity.ERROR, "---\ntitle: a-rule\n---\n\n# a-rule\n\nError.\n")


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())


def run(
    found: Sequence[Finding] = (),
    suppressed: Sequence[Suppressed] = (),
    bugs: Sequence[Bug] = (),
    silent: Sequence[Silence] = (),
    status: int = 0,
) -> dict[str, Any]:
    """The one run of a log that holds to the schema."""
    written = json.loads(sarif.log(found, suppressed, bugs, silent, [RULE], version="1.0", status=status))
    assert [f"{e.json_path}: {e.message}" for e in validator().iter_errors(written)] == []
    only: dict[str, Any]
    (only,) = written["runs"]
    return only


def finding(path: str = "briefings/2026/a.md", related: tuple[tuple[Location, str], ...] = ()) -> Finding:
    return Finding(Location(path, 3, 5), "a-rule", Severity.WARNING, "it is wrong", "mend it", related)


def test_the_schema_refuses_what_is_no_log() -> None:
    """So that the other tests can fail."""
    assert not validator().is_valid({"version": "2.1.0"})
    assert not validator().is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]})


def test_a_finding_has_level_place_help_and_related_places() -> None:
    other = (Location("briefings/_registry/topics.yml", 7, 2), "the first one")
    (result,) = run([finding(related=(other,))], status=1)["results"]
    assert (result["level"], result["ruleId"], result["ruleIndex"]) == ("warning", "a-rule", 0)
    assert result["message"]["text"] == "it is wrong\nhelp: mend it"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "briefings/2026/a.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the first one"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "briefings/_registry/topics.yml"


def test_a_rule_brings_its_page() -> None:
    (rule,) = run()["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["help"] == {"text": "a-rule\n======\n\nError.\n", "markdown": "# a-rule\n\nError.\n"}
    assert "helpUri" not in rule


def test_what_a_file_lets_stand_is_told_with_its_reason() -> None:
    one = Suppressed(finding("briefings/2026/b.md"), "It is the court’s word.", "desk")
    open_one, let_stand = run([finding()], [one])["results"]
    assert open_one["suppressions"] == []
    (suppression,) = let_stand["suppressions"]
    assert suppression["justification"] == "It is the court’s word."
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")


def test_a_failure_of_briefpress_is_no_result() -> None:
    failed = run(bugs=[Bug("rule a-rule", "briefings/2026/a.md", "KeyError: 'c1'")], status=2)
    (invocation,) = failed["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    (notification,) = invocation["toolExecutionNotifications"]
    assert "rule a-rule on briefings/2026/a.md" in notification["message"]["text"]
    assert failed["results"] == []


def test_a_language_without_word_lists_is_a_note() -> None:
    (invocation,) = run(silent=[Silence("a.md", "fr", ("weasel-words",))])["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], invocation["executionSuccessful"]) == ("note", True)


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_any_path_and_message_holds_to_the_schema(path: str, message: str) -> None:
    """An address is written so that only plain characters stand in it."""
    odd = Finding(Location(path), "a-rule", Severity.ERROR, message, "", ((Location(path), message),))
    (result,) = run([odd])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()
