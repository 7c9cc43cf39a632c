"""What Pagefind is given of a page: its words and anchors, without what it would not read anyway."""

from __future__ import annotations

import pytest

from briefpress.publish import pagefind_pages

PAGE = """<!doctype html><html lang="en" class="x"><head><title>t</title></head><body><article class="y">no</article>
<article id="bp-content" data-pagefind-body>{body}</article><p>after</p></body></html>"""


def given(body: str, path: str = "briefings/2026/x/index.html") -> str:
    """The article that Pagefind is given, without its own tags."""
    text = pagefind_pages.article(path, PAGE.format(body=body).encode()).decode()
    head = '<!doctype html><html lang="en" class="x"><head></head><body>'
    start = '<article id="bp-content" data-pagefind-body>'
    assert text.startswith(head + start)
    assert text.endswith("</article></body></html>")
    return text.removeprefix(head + start).removesuffix("</article></body></html>")


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>One <a href='#c1'>two</a> three.</p>", "<p>One two three.</p>"),
        ('<h3>Text A: <cite lang="en">Ein > „Wort“</cite></h3>', "<h3>Text A: Ein > „Wort“</h3>"),
        ('<p>A <a title="1 > 0" href="x">b</a></p>', "<p>A b</p>"),
        ("<section>s</section><small>t</small><article-x>", "<section>s</section>t<article-x>"),
        ('<tr id="c1" role="row"><th>Claim</th></tr>', '<tr id="c1" role="row"><th>Claim</th></tr>'),
    ],
)
def test_inline_tags_go_their_words_stay(body: str, kept: str) -> None:
    assert given(body) == kept


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("a<p data-pagefind-ignore>b</p>c", "ac"),
        ('a<p class="x" data-pagefind-ignore="" id="y">b</p>c', "ac"),
        ("a<div data-pagefind-ignore><div>b</div><div data-pagefind-ignore>c</div>d</div>e", "ae"),
        ('a<a aria-label="claim 1: 2 <3" data-pagefind-ignore>b</a>c', "ac"),
        ("a<svg><title>b</title></svg><nav>c</nav><button type=button>d</button>e", "ae"),
        ("a<p data-pagefind-ignore>b", "a"),
        ("<p>The attribute data-pagefind-ignore is text here.</p><p>b</p>", None),
        ('<p>It was " data-pagefind-ignore" > here.</p><p>b</p>', None),
    ],
)
def test_what_is_left_out_goes_whole(body: str, kept: str | None) -> None:
    assert given(body) == (body if kept is None else kept)


def test_pages_that_others_wrote_stay_as_they_are() -> None:
    body = "<p>One <a href='#c1'>two</a><p data-pagefind-ignore>b<p>three"
    assert given(body, "about/index.html") == body


def test_the_day_of_a_page() -> None:
    assert (
        pagefind_pages.date(PAGE.format(body='<div data-date="2026-11-21"></div>').encode()) == "2026-11-21"
    )
    assert pagefind_pages.date(PAGE.format(body="<p>x</p>").encode()) == ""


@pytest.mark.parametrize("path", ["briefings/2026/x/index.html", "about/index.html"])
def test_a_name_is_parted_from_its_value(path: str) -> None:
    body = "<dl><dt>When</dt><dd>In May.</dd><dt>Who asked?</dt><dd>One.</dd></dl>"
    assert given(body, path) == body.replace("When<", "When:<")
