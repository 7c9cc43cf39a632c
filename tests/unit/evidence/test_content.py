"""What a file says, as a digest."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.evidence.content import claim_digest, content_digest
from briefpress.model.briefing import Briefing

SAID: dict[str, Any] = {
    "title": "Acme ended a film",
    "event": "The film of Acme",
    "status": "published",
    "published": "2026-11-21",
    "version": 1,
    "sources": ["seed-a", {"id": "note", "title": "Note", "publisher": "unknown", "accessed": "2026-11-21"}],
    "claims": [
        {
            "id": "c1",
            "text": "Acme ended a film.",
            "adverse": True,
            "assertions": [{"source": "seed-a", "quote": "it ended the film", "locator": {"para": 3}}],
        }
    ],
}


def _digest(body: str = "## What happened\n\nIt ended [c1].\n", **changes: object) -> str:
    return content_digest(Briefing.model_validate(SAID | changes), body)


def test_the_digest_of_a_sample_never_changes() -> None:
    """It stands in every site's lock: with another one, every published page would look changed."""
    assert _digest() == "acaff7b20e2cfe37b12d2dcab119f87b252bcb2b0375ca12656733c2267d9081"


@pytest.mark.parametrize(
    "aside",
    [
        {"status": "withdrawn", "withdrawn": {"date": "2026-12-01", "reason": "Forged."}},
        {"status": "embargoed", "embargo_until": "2027-01-01T09:00:00Z", "published": ""},
        {"version": 2},
        {"redirect_from": ["/old/"]},
        {"suppress": {"entry-unused": "It is needed soon."}},
        {"licence": "CC-BY-4.0", "claims": [SAID["claims"][0] | {"kind": "event"}]},
        {"body": "## What happened\n\nIt ended [c1].\n\n"},
    ],
    ids="-".join,
)
def test_what_readers_do_not_see_does_not_count(aside: dict[str, Any]) -> None:
    """States, versions, redirects, suppressions, and what a field says by default anyway."""
    assert _digest(**aside) == _digest()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Acme ended the film"},
        {"changes": [{"version": 1, "date": "2026-11-21", "note": "Published."}]},
        {"claims": []},
        {"sources": ["seed-a"]},
        {"body": "## What happened\n\nIt did not end [c1].\n"},
    ],
    ids="-".join,
)
def test_what_readers_see_counts(change: dict[str, Any]) -> None:
    """Every field, every part of a list, and the body."""
    assert _digest(**change) != _digest()


def test_a_claims_digest_folds_spaces() -> None:
    """A line break within a text is layout."""
    assert claim_digest("Acme ended\n  a film.") == claim_digest("Acme ended a film.")
