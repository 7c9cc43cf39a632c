"""`briefpress explain`: the page of a rule as plain text."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from briefpress.check.registry import RULES
from briefpress.cli import cli
from briefpress.publish import read


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_is_explained(rule: str) -> None:
    """Each page ships, begins with the rule's name, and holds no mark-up outside its examples."""
    ran = CliRunner().invoke(cli, ["explain", rule])
    assert ran.exit_code == 0
    lines = ran.output.splitlines()
    assert lines[:2] == [rule, "=" * len(rule)]
    outside = [line for line in lines if not line.startswith("    ")]
    assert not [line for line in outside if line.startswith(("```", "# ", "## ", "---\n"))]
    assert "](" not in "\n".join(outside)
    assert {"What it checks", "Why", "Example", "Instead"} <= set(lines)


def test_a_rule_that_is_none_gets_a_near_name() -> None:
    """Wrong use is told with what may have been meant, and exit status 2."""
    ran = CliRunner().invoke(cli, ["explain", "weasel-word"])
    assert ran.exit_code == 2
    assert 'there is no rule "weasel-word"; did you mean "weasel-words"?' in ran.output
    assert CliRunner().invoke(cli, ["explain", "../../README"]).exit_code == 2
    assert read.rule_page("no-such-rule") is None


def test_without_a_name_all_rules_are_listed() -> None:
    """A line each."""
    ran = CliRunner().invoke(cli, ["explain"])
    assert [line.split(":")[0] for line in ran.output.splitlines()] == [rule.id for rule in RULES]
