"""Our own prose: what is looked at, and that the quick questions never hide what the exact ones would find."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefpress.check import Subject, check_file
from briefpress.check.language import EXTENDED, Language, Phrases, language, phrases, plain_words
from briefpress.check.own_prose import may_name
from briefpress.check.prose import content_words, leaves_open, masked, restates, sentences, spans
from briefpress.check.rules.name_unregistered import unknown_names
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.finding import Finding
from briefpress.model.settings import Settings
from briefpress.model.source import Source

BASE: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
)
PATH = "briefings/2026/longer-night-shifts.md"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PERSON = "people:\n  - {id: desk, name: The desk, role: Editors, kind: desk, public_role: true}\n"
READER = "  - {id: reader, name: The second reader, role: Reads, public_role: true}\n"
WRITER = "  - {id: writer, name: The writer, role: Writes, public_role: true}\n"


def english() -> Language:
    """The English word lists."""
    lists = language("en")
    assert lists is not None
    return lists


def found(text: str, settings: Settings | None = None) -> tuple[Finding, ...]:
    """What the rules find in a briefing, with a second reader and a writer in the registry."""
    files = BASE | {"briefings/_registry/people.yml": PERSON + READER + WRITER}
    registry = load_registry(
        [Source(p, t.encode()) for p, t in files.items() if "_registry" in p],
        [Source(p, t.encode()) for p, t in files.items() if "_snapshots" in p],
    )[0]
    document = load_document(Source(PATH, text.encode()))
    subject = Subject(document, registry, gather(document, registry), settings or Settings("Cases"), NOW)
    checked = check_file(subject)
    assert not checked.bugs
    return checked.findings


def told(text: str, settings: Settings | None = None) -> list[str]:
    """The rules that find something."""
    return [finding.rule for finding in found(text, settings)]


def with_body(more: str) -> str:
    """The briefing with more text in its body."""
    return BASE[PATH] + f"\n{more}\n"


# ── what is not ours ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They “like it” here.", "They …         here."),
        ('They "like it." Who?', "They …        . Who?"),
        ("A film’s ‘big day’ out", "A film’s …         out"),
        ('An inch is 1" and “no end', 'An inch is 1" and “no end'),
        ("> quoted\nours", "\n\n\n\n\n\n\n\n\nours"),
        ("- one\n- two", "\n one\n\n two"),
        ("## What happened\nOurs", "\n" * 17 + "Ours"),
        ("“open\n\nand never” closed", "“open\n\nand never” closed"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    """Quotations, block quotations and headings are left out; nothing moves."""
    assert masked(text) == shown


@given(st.text(alphabet='aB.!? \n“”"‘’>#-*1', max_size=60))
def test_nothing_moves(text: str) -> None:
    """Places in the masked text are places in the text, and sentences cover it in order."""
    shown = masked(text)
    assert len(shown) == len(text)
    parts = spans(shown)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(shown)
    assert all(a <= b for a, b in parts)
    assert all(before[1] <= after[0] for before, after in pairwise(parts))


@pytest.mark.parametrize(
    "part", ["“", '"', "‘", "a. ", "\n> ", "[x](", "`", "wanted to “", "Jane Roe ", "The The ", "Jane Roe. "]
)
def test_a_long_body_takes_linear_time(part: str) -> None:
    """200 kB of what opens and never closes are read in well under a second."""
    text = with_body((part * (190_000 // len(part.encode()))).strip())
    begun = time.process_time()
    told(text)
    assert time.process_time() - begun < 5


# ── quick questions ───────────────────────────────────────────────────────────────────────────────────

_WORDS = st.sampled_from(
    "wanted to feared sought deliberately observers say it is thought Reportedly game-changing of course "
    "clearly Inflection point scandal desire “ ” ’ - — é . , \n".split(" ")
)


@pytest.mark.parametrize("name", EXTENDED)
@given(words=st.lists(_WORDS, max_size=12), joint=st.sampled_from([" ", "  ", "\n", "-", " “", "\u00a0"]))
def test_a_text_with_a_phrase_has_one_of_its_hints(name: str, words: list[str], joint: str) -> None:
    """So a rule that asks for hints first misses nothing."""
    wanted = phrases(name, "en")
    assert wanted is not None
    text = joint.join(words)
    if wanted.pattern.search(text):
        assert not wanted.hints.isdisjoint(plain_words(text.encode()))


@given(st.lists(st.text(min_size=1, max_size=12), max_size=3))
def test_a_site_can_add_any_phrase(more: list[str]) -> None:
    """Whatever it writes: the list can be read, and a phrase with a letter of ASCII is found where it stands."""
    wanted = phrases("weasel", "en", tuple(more))
    assert isinstance(wanted, Phrases)
    assert wanted.pattern.search("observers say so")


@given(
    st.lists(
        st.sampled_from(["Jane", "Roe", "roe", "O’Neill", "Émile", "the", "Zola.", "(Ann", "a"]), max_size=8
    ),
    st.sampled_from([" ", "\n", "  "]),
)
def test_where_a_name_is_found_the_quick_question_says_so(words: list[str], joint: str) -> None:
    """Two capitals in a row, whatever the letters between them."""
    text = joint.join(words)
    if list(unknown_names(text, frozenset(), english())):
        assert may_name(text.encode())


@given(
    st.lists(
        st.sampled_from("Night shifts at Example Tower end an hour later . no one said".split()), max_size=16
    )
)
def test_no_sentence_holds_what_all_of_them_do_not(words: list[str]) -> None:
    """The quick question of flat-restatement: all sentences together hold at least what each holds."""
    claim, text = "Night shifts at Example Tower end an hour later.", " ".join(words)
    wanted, held = content_words(claim, english()), content_words(text, english())
    if any(restates(sentence, claim, english()) for sentence in sentences(text)):
        assert 3 * len(wanted & held) >= 2 * len(wanted)


# ── what is told ──────────────────────────────────────────────────────────────────────────────────────


def test_a_site_adds_words_in_its_own_language_only() -> None:
    """They hold for briefings in the language of the site."""
    added = MappingProxyType({"weasel": ("sources close to",)})
    text = with_body("Sources close to the owner agree.")
    assert told(text) == []
    assert told(text, Settings("Cases", lang="en-US", word_lists=added)) == ["weasel-words"]
    assert told(text, Settings("Cases", lang="de", word_lists=added)) == []


@pytest.mark.parametrize(
    ("by", "stays"),
    [("reader", False), ("desk", False), ("writer", True), ("nobody", True)],
)
def test_who_can_let_a_sentence_stand(by: str, stays: bool) -> None:
    """A second person or the desk, not an editor of the file nor somebody unknown."""
    reviewed = (
        f"suppress:\n  - {{rule: motive-in-site-voice, at: wanted TO avoid, reason: Quoted., by: {by}}}\n"
    )
    text = with_body("The owner wanted to avoid it.").replace(
        "editor: [desk]\n", f"editor: [writer]\n{reviewed}"
    )
    assert ("motive-in-site-voice" in told(text)) is stays


def test_an_error_that_does_not_read_prose_stays() -> None:
    """Only rules that can err have a way out; the file is told so."""
    text = BASE[PATH].replace(
        "editor: [desk]\n",
        "editor: [desk]\nsuppress:\n  - {rule: quote-not-verbatim, at: quote, reason: It is near., by: reader}\n",
    )
    text = text.replace("our night shifts end", "our late shifts end")
    assert set(told(text)) == {"field-type", "quote-not-verbatim"}


@pytest.mark.parametrize(
    ("sentence", "left_open"),
    [
        ("Did it leak?", True),
        ("If it leaked, ask why.", True),
        ("We do not know who did it.", True),
        ("It leaked.", False),
        ("Life goes on.", False),
    ],
)
def test_leaves_open(sentence: str, left_open: bool) -> None:
    """Questions, conditions, and what is said not to be known."""
    assert leaves_open(sentence, "en-GB") is left_open
