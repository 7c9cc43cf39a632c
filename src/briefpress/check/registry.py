"""All rules, in one explicit list sorted by id.

A new rule is a module in rules/, imported here and named in RULES; `scripts/new_rule.py` writes the module,
its golden cases and its page. tests/test_architecture.py compares all of them.
"""

from __future__ import annotations

from briefpress.check.rule import CorpusRule, FileRule, Rule
from briefpress.check.rules import (
    adverse_undecided,
    claim_reference_unresolved,
    confidence_above_ceiling,
    contested_in_headline,
    date_impossible,
    date_not_edtf,
    entry_unused,
    enum_unknown,
    field_missing,
    field_type,
    field_unknown,
    front_matter_invalid,
    hedge_not_in_quote,
    id_duplicate,
    input_alias,
    input_anchor,
    input_body_size,
    input_byte_order_mark,
    input_character,
    input_depth,
    input_documents,
    input_encoding,
    input_file_name,
    input_line_end,
    input_merge_key,
    input_misplaced,
    input_not_a_file,
    input_size,
    input_symlink,
    input_tag,
    origin_unexplained,
    primary_unsupported,
    quote_not_verbatim,
    raw_html,
    reference_unresolved,
    registry_alias_clash,
    registry_orphan,
    rights_holder_missing,
    section_missing,
    section_unknown,
    site_url_missing,
    slug_invalid,
    snapshot_changed,
    snapshot_missing,
    summary_too_long,
    takeaway_unsupported,
    text_too_long,
    voice_unsought,
)

RULES: tuple[Rule, ...] = (
    adverse_undecided.RULE,
    claim_reference_unresolved.RULE,
    confidence_above_ceiling.RULE,
    contested_in_headline.RULE,
    date_impossible.RULE,
    date_not_edtf.RULE,
    entry_unused.RULE,
    enum_unknown.RULE,
    field_missing.RULE,
    field_type.RULE,
    field_unknown.RULE,
    front_matter_invalid.RULE,
    hedge_not_in_quote.RULE,
    id_duplicate.RULE,
    input_alias.RULE,
    input_anchor.RULE,
    input_body_size.RULE,
    input_byte_order_mark.RULE,
    input_character.RULE,
    input_depth.RULE,
    input_documents.RULE,
    input_encoding.RULE,
    input_file_name.RULE,
    input_line_end.RULE,
    input_merge_key.RULE,
    input_misplaced.RULE,
    input_not_a_file.RULE,
    input_size.RULE,
    input_symlink.RULE,
    input_tag.RULE,
    origin_unexplained.RULE,
    primary_unsupported.RULE,
    quote_not_verbatim.RULE,
    raw_html.RULE,
    reference_unresolved.RULE,
    registry_alias_clash.RULE,
    registry_orphan.RULE,
    rights_holder_missing.RULE,
    section_missing.RULE,
    section_unknown.RULE,
    site_url_missing.RULE,
    slug_invalid.RULE,
    snapshot_changed.RULE,
    snapshot_missing.RULE,
    summary_too_long.RULE,
    takeaway_unsupported.RULE,
    text_too_long.RULE,
    voice_unsought.RULE,
)
"""Every rule, sorted by id."""

FILE_RULES = tuple(rule for rule in RULES if isinstance(rule, FileRule))
"""The rules that look at one file at a time."""

ACROSS = (
    *((rule, rule.check) for rule in RULES if isinstance(rule, CorpusRule)),
    *((rule, rule.across) for rule in RULES if rule.across is not None),
)
"""What looks across files and at the registry: the rule, and its function."""

FAULT_RULES = tuple((rule, rule.words) for rule in RULES if rule.words is not None)
"""What puts faults of reading and loading into words: the rule, and its function."""
