"""What is put into a file stands there as it was given, and nothing else has changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load.characters import refused
from briefpress.mend import lay_out
from briefpress.mend.draft import BriefingDraft, DigestDraft, briefing, cited, digest
from briefpress.mend.insertion import Impossible, new_registry, with_assertion, with_entry
from briefpress.model.briefing import Briefing
from briefpress.model.source import Source

TOPICS = "briefings/_registry/topics.yml"
PATH = "briefings/2026/lamp.md"
SPECIAL = [
    "no",
    "12:30",
    "a: b",
    "#x",
    "- y",
    "[z]",
    "{}",
    "&a",
    "*b",
    '"',
    "'",
    "|",
    ">",
    "---",
    "é日",
    "\\n",
    "%",
]
said = st.lists(
    st.one_of(st.sampled_from(SPECIAL), st.text(min_size=1, max_size=6)), min_size=1, max_size=8
).map(lambda words: " ".join(" ".join(words).split()))
plain = said.filter(
    lambda text: bool(text) and not any(refused(text)) and text.encode("utf-8", "ignore").decode() == text
)
fewer = settings(max_examples=max(settings().max_examples // 5, 20))
"""Each example lays a file out several times."""
GAPS = ["", "\n", "  # about it\n", "\n  # about it\n"]


def topics(*held: tuple[str, str]) -> bytes:
    text = "".join(f"{gap}  - id: {name}  # {name}\n    label: x\n" for name, gap in held)
    return f"# first\ntopics:\n{text}# last\n".encode()


@fewer
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(GAPS)), unique_by=lambda one: one[0]),
    plain,
)
def test_an_entry_goes_to_its_place_and_the_others_stay(held: list[tuple[str, str]], label: str) -> None:
    before = topics(*sorted(held))
    after = with_entry(Source(TOPICS, before), "topics", {"id": "dd", "label": label})
    found, faults = load_registry((Source(TOPICS, after),), ())
    assert (found.topics["dd"].label, faults) == (label, ())
    assert list(found.topics) == sorted([*(name for name, _ in held), "dd"])
    kept = before.decode().splitlines()
    left = iter(after.decode().splitlines())
    assert all(line in left for line in kept)  # in the same order


@fewer
@given(plain)
def test_a_new_registry_holds_its_entry(label: str) -> None:
    found, faults = load_registry(
        (Source(TOPICS, new_registry("topics", {"id": "a", "label": label}, "x")),), ()
    )
    assert (found.topics["a"].label, faults) == (label, ())


@fewer
@given(plain, st.lists(plain, max_size=3), st.booleans(), st.integers(1, 99))
def test_an_assertion_stands_in_its_claim_as_it_was_given(
    quote: str, hedges: list[str], flow: bool, para: int
) -> None:
    claim = "  - {id: c1, text: x}\n" if flow else "  - id: c1\n    assertions:  # here\n"
    text = f"---\ntitle: x\nclaims:\n{claim}  - id: c2\n---\n## What happened\nNothing.\n"
    hedge = {"hedge": hedges} if hedges else {}
    values = {"source": "seed-a", "quote": quote, **hedge, "locator": {"para": para}}
    found = load_document(Source(PATH, with_assertion(Source(PATH, text.encode()), "c1", values)))
    (assertion,) = found.entry.claims[0].assertions
    assert (assertion.source, assertion.quote, list(assertion.hedge)) == ("seed-a", quote, hedges)
    assert assertion.locator is not None
    assert assertion.locator.para == para
    assert not found.faults


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("claims: 3", "there is no claim"),
        ("claims: [{id: c2}]", "there are c2"),
        ("claims: *a", "cannot be read"),
        (f"claims: [{{id: c1, assertions: [{', '.join(['{source: a}'] * 20)}]}}]", "20 assertions"),
        ("claims: [{id: c1, assertions: some}]", "something else|place|would not load"),
    ],
)
def test_why_nothing_was_put_in(front: str, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        with_assertion(Source(PATH, f"---\n{front}\n---\n".encode()), "c1", {"source": "a", "quote": "a b c"})


@fewer
@given(plain, plain)
def test_a_draft_says_what_was_answered_and_is_laid_out(title: str, sentence: str) -> None:
    known = BriefingDraft(
        PATH, "../../schema/briefing.json", "2026-11-21", title, title, "unknown", "news", sentence
    )
    source = Source(PATH, briefing(known).encode())
    found = load_document(source)
    assert not found.faults
    assert isinstance(found.entry, Briefing)
    assert (found.entry.title, found.entry.event, found.entry.event_date) == (title, title, "unknown")
    assert lay_out(source) == source.content
    assert len(source.content.splitlines()) <= 40
    assert [reference.claims for reference in found.body.references] == [("c1",)]


@fewer
@given(plain)
def test_a_draft_of_a_digest_says_what_was_answered_and_is_laid_out(title: str) -> None:
    path = "briefings/_digests/2026/lamps.md"
    known = DigestDraft(
        path, "../../../schema/digest.json", "2026-11-21", title, "2026", ("2026-a", "2026-b")
    )
    source = Source(path, digest(known).encode())
    found = load_document(source)
    assert (found.entry.title, found.faults) == (title, ())
    assert lay_out(source) == source.content


def test_a_sentence_is_no_markup() -> None:
    assert cited("# <b> [c2] *x*", "c1") == "\\# &lt;b> \\[c2\\] \\*x\\* [c1]."
