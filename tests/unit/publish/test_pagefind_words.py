"""Signs between the words that Pagefind is given: of languages, and of letters that other keyboards lack."""

from __future__ import annotations

import unicodedata

import pytest

from briefpress.publish import pagefind_pages, pagefind_words
from tests.unit.publish.test_pagefind_pages import PAGE, given


def seen(text: str) -> str:
    """The text with its invisible marks written out: ⟨de⟩ … ⟨/⟩ for a language, ʹ for a letter that was folded."""
    tags = {0xE0000 + n: chr(n) for n in range(0x20, 0x7F)} | {0xE0001: "⟨", 0xE007F: "⟨/⟩", 0x345: "ʹ"}
    return text.translate(tags)


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (
            '<h1 lang="de">Ein Wort</h1><p>so</p>',
            '<h1 lang="de"> ⟨de Ein Wort</h1> ⟨/⟩ <p>so</p>',
        ),
        ('<p>He said <q lang="ar">كلمة</q>, once.</p>', "<p>He said  ⟨ar كلمة, ⟨/⟩  once.</p>"),
        ('<p>He said “<q lang="ar">كلمة</q>”.</p>', "<p>He said  ⟨ar “كلمة”.</p> ⟨/⟩ "),
        ('<p lang="en-GB">English within English</p>', None),
        (
            '<div lang="de">A <q lang="en">b</q> <i lang="de-AT">c</i></div>',
            '<div lang="de"> ⟨de A  ⟨en b ⟨/⟩  c</div> ⟨/⟩ ',
        ),
        ('<p lang="de" data-pagefind-ignore>left out</p>', ""),
        ('<p>The words lang="de" stand here.</p>', None),
        ('<p lang="de">never closed', None),
        ('<p lang="">none</p>', None),
    ],
)
def test_what_is_in_another_language_is_marked(body: str, marked: str | None) -> None:
    assert seen(given(body)) == (body if marked is None else marked)


def test_the_language_of_a_mark_is_lower_case_whatever_the_page_writes() -> None:
    assert "⟨pt-br " in seen(given('<h1 lang="pt-BR">Uma palavra</h1>'))


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("Straßenbahn", "Strassʹenbahn"),
        ("Æthel", "Aeʹthel"),
        ("Ørsted", "Oʹrsted"),
        ("œuvre", "oeʹuvre"),
        ("Łódź", "Lʹódź"),
    ],
)
def test_letters_that_pagefind_does_not_fold_are_written_as_others_type_them(word: str, spelt: str) -> None:
    assert seen(given(f"<p>The {word} here</p>")) == f"<p>The {spelt} here</p>"
    assert seen(given(f'<p data-event="{word}" data-f0="straße Straße" id="straße">é</p>')) == (
        f'<p data-event="{spelt}" data-f0="straße Straße" id="straße">é</p>'
    )


def test_pages_of_others_are_marked_too() -> None:
    body = '<p>One <b lang=de>a</b> <i lang="de">Straße</i><p>two'
    assert seen(given(body, "about/index.html")) == (
        '<p>One <b lang=de>a</b> <i lang="de"> ⟨de Strassʹe</i> ⟨/⟩ <p>two'
    )


def test_every_letter_is_told_from_every_other() -> None:
    spelt = list(pagefind_words.SPELT.values())
    assert len(set(spelt)) == len(spelt)
    for letter, written in pagefind_words.SPELT.items():
        assert unicodedata.normalize("NFD", letter) == letter
        assert written.rstrip("\u0345").isascii()


def test_a_page_without_such_words_is_given_as_it_is() -> None:
    page = PAGE.format(body="<p>“Word” — é</p>").encode()
    assert "<p>“Word” — é</p>" in pagefind_pages.article("x/index.html", page).decode()
