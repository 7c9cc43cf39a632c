"""The first edition is true to its sources, and honest about what it does not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.first_edition.coverage import TWINS, read_twins, report_on

LEADS_GAP = (
    "The desk has leads to pages that describe this event differently, has not read them, "
    "and rests nothing on them"
)
FLAGS = {"single-origin", "no-primary-source", "undated", "unidentified-source", "voices-missing"}


@pytest.fixture(scope="module")
def twins(built: Path) -> dict[str, Any]:
    """The JSON twins by scope."""
    return dict(read_twins(built))


def test_the_inventory_of_the_sources_is_held(built: Path) -> None:
    report = report_on(built)
    assert report.enough, str(report)


@pytest.mark.parametrize("scope", TWINS)
def test_flags_are_honest_and_no_person_is_invented(twins: dict[str, Any], scope: str) -> None:
    twin = twins[scope]
    assert set(twin["flags"]) >= FLAGS
    assert (twin["editor"], twin["reviewer"]) == (["editors"], "none")
    assert all(use["reviewed_by"] == "editors" for use in twin["ai_use"])


@pytest.mark.parametrize("scope", TWINS)
def test_leads_are_named_as_unread_and_stay_out(twins: dict[str, Any], scope: str) -> None:
    assert any(LEADS_GAP in gap["text"] for gap in twins[scope]["gaps"])
    text = json.dumps(twins[scope], ensure_ascii=False).lower()
    assert not any(
        word in text for word in ("wired", "uncanny valley", "artificial,", "podcast", "electrician")
    )


@pytest.mark.parametrize("scope", ["e1", "e2", "e3"])
def test_adverse_claims_name_whom_we_have_not_asked(twins: dict[str, Any], scope: str) -> None:
    twin = twins[scope]
    assert twin["type_of_work"] == "source-review"
    asked = {(r["party"], claim) for r in twin.get("responses", ()) for claim in r["claims"]}
    assert all(r["status"] == "not-contacted" and r["why"] for r in twin.get("responses", ()))
    adverse = [(party, c["id"]) for c in twin["claims"] if c.get("adverse") for party in c.get("about", ())]
    assert set(adverse) <= asked


@pytest.mark.parametrize("scope", TWINS)
def test_what_helps_people_comes_before_how_to_read_texts(twins: dict[str, Any], scope: str) -> None:
    kinds = [takeaway["kind"] for takeaway in twins[scope]["takeaways"]]
    assert kinds[0] in ("lesson", "proposal")
    assert kinds.count("caution") <= 1 or kinds[-1] == "caution"
