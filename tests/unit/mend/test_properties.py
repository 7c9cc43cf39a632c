"""What holds of mending whatever is written: nothing is lost, nothing is said otherwise, and once is enough."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from briefpress import mend
from briefpress.evidence.content import content_digest
from briefpress.load import document
from briefpress.mend.file import File, meaning, opened
from briefpress.mend.tree import tree
from briefpress.model.briefing import Assertion, Briefing, Claim, Stakeholder
from briefpress.model.field import field_names
from briefpress.model.source import Source

PATH = "briefings/2026/lamp.md"
WORDS = [
    *("no", "12:30", "1e3", "2026-06-21", "[..2026-06-21]", "~", "null", "true", "-1", "0123", ".5", "="),
    *(
        "seed-a",
        "a",
        "§ 3",
        "it’s",
        "two words",
        'He said "no"',
        "I'd",
        "a: b",
        "a #b",
        "#b",
        "- c",
        "x:",
        "a,b",
    ),
    *(
        "{a}",
        "[a]",
        "%a",
        "@a",
        "`a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "?",
        "? a",
        "---",
        "...",
        "",
        " ",
        " a",
        "a ",
    ),
    *(
        "a  b",
        "a\nb",
        "a\n\nb\n",
        "\n",
        "a\tb",
        "\\",
        'c:\\"',
        "https://a.example/b?c=d#e",
        "日本 語",
        "é",
        "aiid:1",
    ),
    "One lamp in the street was off for a night. " * 4,
    "averylongword" * 12 + " and another",
]
KEYS = sorted(
    {*field_names(Briefing), *field_names(Claim), *field_names(Assertion), *field_names(Stakeholder)}
)
texts = st.one_of(st.sampled_from(WORDS), st.text("ab :#-'\"\\[]{},\n é", max_size=12))
keys = st.one_of(st.sampled_from(KEYS), st.sampled_from(["odd", "no", "a b", "x: y", "#k", ""]))
values = st.recursive(
    texts,
    lambda held: st.one_of(st.lists(held, max_size=4), st.dictionaries(keys, held, max_size=5)),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, max_size=8)
notes = st.sampled_from(["", "", "", "# a", "# b: c", '#"d', "#", "# - e"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """A file with the values of a document, laid out in all sorts of ways, and comments wherever one may stand."""
    yaml = _block(draw, draw(documents), draw(st.sampled_from(["", "", "  "])))
    body = draw(st.sampled_from(["", "Text.", "Text.  \n\n \n"]))
    return f"---\n{draw(notes)}\n{yaml}{draw(notes)}\n---\n{body}"


def _block(draw: st.DrawFn, value: object, indent: str) -> str:
    """Lines of a list or mapping; a text stands on a line of its own."""
    deeper = indent + draw(st.sampled_from([" ", "  ", "    "]))
    lines = []
    if isinstance(value, dict) and value:
        for key, one in value.items():
            name = draw(st.sampled_from([json.dumps(key, ensure_ascii=False), _plain(key)]))
            lines += [_said(draw, indent), f"{indent}{name}:{_held(draw, one, deeper)}"]
    elif isinstance(value, list) and value:
        for one in value:
            lines += [_said(draw, indent), f"{indent}-{_held(draw, one, deeper)}"]
    else:
        lines = [f"{indent}{_flow(draw, value)}\n"]
    return "".join(lines)


def _held(draw: st.DrawFn, value: object, indent: str) -> str:
    note = draw(notes)
    beside = f"  {note}" if note else ""
    if isinstance(value, dict | list) and value and draw(st.booleans()):
        return f"{beside}\n{_block(draw, value, indent)}"
    if isinstance(value, str) and value and draw(st.integers(0, 3)) == 0 and _can_be_block(value):
        sign = draw(st.sampled_from(["|", ">", "|-", ">-", "|+"]))
        return f" {sign}{beside}\n" + "".join(f"{indent}{line}\n" for line in value.strip("\n").split("\n"))
    return f" {_flow(draw, value)}{beside}\n"


def _can_be_block(value: str) -> bool:
    return value.strip("\n") != "" and value.strip("\n")[0] not in " \t"


def _flow(draw: st.DrawFn, value: object) -> str:
    if isinstance(value, dict):
        pairs = [f"{json.dumps(key, ensure_ascii=False)}: {_flow(draw, one)}" for key, one in value.items()]
        return f"{{{draw(st.sampled_from([', ', ' , '])).join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(draw, one) for one in value)}]"
    forms = [json.dumps(value, ensure_ascii=False), _plain(str(value))]
    if "\n" not in str(value) and "\t" not in str(value):
        forms.append("'" + str(value).replace("'", "''") + "'")
    return draw(st.sampled_from(forms))


def _plain(text: str) -> str:
    """Without quotation marks where that reads as some scalar, wanted or not."""
    safe = text.isalnum() or text in ("12:30", "2026-06-21", "seed-a", "two words", "~", "-1", ".5")
    return text if safe and text else json.dumps(text, ensure_ascii=False)


def _said(draw: st.DrawFn, indent: str) -> str:
    note = draw(notes)
    return draw(st.sampled_from(["", "", "\n"])) + (f"{indent}{note}\n" if note else "")


def _comments(file: File) -> Counter[str]:
    return Counter(said for _, said in tree(file.yaml).comments)


@given(written())
def test_layout_keeps_everything_and_is_stable(text: str) -> None:
    """fmt(fmt(x)) == fmt(x); what is loaded is the same; every comment is still there."""
    source = Source(PATH, text.encode())
    before, after = opened(source), mend.lay_out(source)
    if isinstance(before, mend.Refused):
        assert after == before
        return
    assert isinstance(after, bytes), (text, after)
    again = opened(Source(PATH, after))
    assert isinstance(again, File)
    assert meaning(again) == meaning(before)
    assert _comments(again) == _comments(before)
    assert mend.lay_out(again.source) == after
    old, new = document(source), document(again.source)
    assert content_digest(old.entry, old.body.markdown) == content_digest(new.entry, new.body.markdown)


@given(written())
def test_order_moves_lines_and_changes_none(text: str) -> None:
    """Fields move with their lines; no character comes or goes, and a second look finds nothing to move."""
    source = Source(PATH, text.encode())
    before = opened(source)
    after, places, left = mend.put_in_order(source)
    if isinstance(before, mend.Refused):
        assert after == source.content
        return
    again = opened(Source(PATH, after))
    assert isinstance(again, File)
    assert again.values == before.values
    assert again.text[again.end :] == before.text[before.end :]
    assert Counter(after.decode().replace(" ", "")) == Counter(text.replace(" ", ""))
    assert _comments(again) == _comments(before)
    assert bool(places) == (after != source.content)
    if not left:
        assert mend.put_in_order(again.source)[0] == after


@given(written())
def test_mends_load_and_change_nothing_else(text: str) -> None:
    """What is proposed can be made: the comments and the body stay, and what was mended is not proposed again."""
    source = Source(PATH, text.encode())
    found = mend.proposed(source, mend.Facts())
    if isinstance(found, mend.Refused):
        return
    before = opened(source)
    assert isinstance(found, mend.Proposed)
    assert isinstance(before, File)
    content, not_made = mend.made(source, found.changes)
    assert not_made == ()
    after = opened(Source(PATH, content))
    assert isinstance(after, File)
    assert _comments(after) == _comments(before)
    assert after.text[after.end :] == before.text[before.end :]
    again = mend.proposed(after.source, mend.Facts())
    assert isinstance(again, mend.Proposed)
    assert not {(c.path, c.said) for c in again.changes} & {(c.path, c.said) for c in found.changes}


@given(st.text("ab:#-'\"[]{},&*!|>?%@ \n\té", max_size=80), st.sampled_from(["md", "yml"]))
def test_anything_is_refused_laid_out_or_left(text: str, ending: str) -> None:
    """No text ends in an exception, and none that loading refuses is laid out."""
    path, whole = (
        (PATH, f"---\n{text}\n---\n") if ending == "md" else ("briefings/_registry/topics.yml", text)
    )
    source = Source(path, whole.encode())
    found = mend.lay_out(source)
    assert isinstance(found, mend.Refused) == isinstance(opened(source), mend.Refused)
    if isinstance(found, bytes):
        assert mend.lay_out(Source(path, found)) == found
    mend.put_in_order(source)
    mend.proposed(source, mend.Facts())
