"""Skipping inline patterns changes nothing (render/inline.py)."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.inlinepatterns import HTML_RE, SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from briefpress.render.inline import _SIGNS, install

SETS = (
    ("tables", "footnotes", "toc"),
    ("attr_list", "abbr", "smarty", "nl2br", "def_list", "pymdownx.tilde", "pymdownx.caret"),
)
text = st.lists(
    st.one_of(
        st.sampled_from(
            ["`", "``", "\\", "*", "**", "_", "__", "[", "]", "(", ")", "!", "<", ">", "&", "&amp;"]
        ),
        st.sampled_from(
            ["  \n", "\n", "\n\n", "- ", "[a]: /b\n", "[^1]", "[^1]: note\n", "~~", "^", "{: #a }"]
        ),
        st.sampled_from(
            ["a", "b c", "[a](b)", "![a](b)", "[a][a]", "<a@b.c>", "<http://a.b>", "\x02", "\x03", ":"]
        ),
        st.sampled_from(
            ["\x02klzzwxh:0000\x03", "| a |\n|---|\n", "> ", "*a _b_ c*", "`x` [y", "é", "--", '"']
        ),
    ),
    max_size=30,
).map("".join)


def _pair(extensions: tuple[str, ...]) -> tuple[markdown.Markdown, markdown.Markdown]:
    plain, quick = (markdown.Markdown(extensions=list(extensions)) for _ in range(2))
    install(quick, {})
    assert type(quick.treeprocessors["inline"]) is not InlineProcessor
    return plain, quick


PAIRS = [_pair(extensions) for extensions in SETS]


@pytest.mark.parametrize("pair", PAIRS)
@given(text=text)
def test_the_result_is_that_of_python_markdown(
    pair: tuple[markdown.Markdown, markdown.Markdown], text: str
) -> None:
    plain, quick = pair
    assert _outcome(quick, text) == _outcome(plain, text)


def _outcome(md: markdown.Markdown, text: str) -> str:
    """The HTML, or the name of what an extension raises: pymdownx.tilde fails on some runs of its signs."""
    try:
        return md.reset().convert(text)
    except IndexError as error:
        return type(error).__name__


def test_what_fails_without_us_fails_alike_with_us() -> None:
    plain, quick = PAIRS[1]
    assert _outcome(quick, "~~[^1]~~~~[^1]") == _outcome(plain, "~~[^1]~~~~[^1]")


def test_patterns_that_come_late_are_tried() -> None:
    plain, quick = _pair(())
    for md in (plain, quick):
        md.convert("%%a%%")
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(%%)(.+?)%%", "mark"), "late", 10)
    assert quick.convert("%%a%%") == plain.convert("%%a%%") == "<p><mark>a</mark></p>"


def test_all_patterns_of_python_markdown_are_known() -> None:
    """One that is not costs time alone."""
    patterns = {pattern.getCompiledRegExp().pattern for pattern in markdown.Markdown().inlinePatterns}
    assert patterns - {HTML_RE} <= _SIGNS.keys()


def test_a_processor_of_an_extension_stays() -> None:
    class Own(InlineProcessor):
        pass

    md = markdown.Markdown()
    md.treeprocessors.register(Own(md), "inline", 20)
    install(md, {})
    assert type(md.treeprocessors["inline"]) is Own
