"""All rules, in one explicit list sorted by id."""

from __future__ import annotations

from briefpress.check.rule import CorpusRule, FaultRule, FileRule, Rule

RULES: tuple[Rule, ...] = ()
"""Every rule, sorted by id."""

FILE_RULES = tuple(rule for rule in RULES if isinstance(rule, FileRule))
CORPUS_RULES = tuple(rule for rule in RULES if isinstance(rule, CorpusRule))
FAULT_RULES = tuple(rule for rule in RULES if isinstance(rule, FaultRule))
