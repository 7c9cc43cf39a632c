"""A wrong template is told at its own file and line; a fault of ours is not blamed on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from briefpress import render
from briefpress.model.finding import Finding
from tests.unit.render.making import SETTINGS


def fault(templates: dict[str, str], **values: Any) -> Finding:
    with pytest.raises(render.TemplateFault) as caught:
        render.make(templates, SETTINGS).expand("page.html", **values)
    return caught.value.finding


@pytest.mark.parametrize(
    ("templates", "place", "words"),
    [
        ({"page.html": "a\n  {% if %}"}, "templates/page.html:2:3", "template syntax: "),
        ({"page.html": "a\n{{ x.y"}, "templates/page.html:2:1", "template syntax: "),
        ({"page.html": "\n\n{{ titel }}"}, "templates/page.html:3:1", "'titel' is undefined"),
        ({"page.html": "{{ 'x' | nofilter }}"}, "templates/page.html:1:1", "nofilter"),
        (
            {"page.html": "\n{% include 'gone.html' %}"},
            "templates/page.html:2:1",
            "“gone.html” does not exist",
        ),
        ({"page.html": "\n{{ range(10**12) | list }}"}, "templates/page.html:2:1", "Range too big"),
        ({"page.html": "\n{{ 9 ** (9 ** 9) }}"}, "templates/page.html:2:1", "too large"),
        ({"page.html": "\n{% if 2 ** 999999999999 %}{% endif %}"}, "templates/page.html:2:1", "too large"),
        ({"page.html": "\n{{ ('a' * 10 ** 10) | length }}"}, "templates/page.html:2:1", "too large"),
        ({"page.html": "\n{{ (10 ** 10 * [1]) | length }}"}, "templates/page.html:2:1", "too large"),
        (
            {"page.html": "\n{% autoescape 1 > 2 %}{% endautoescape %}"},
            "templates/page.html:2:1",
            "true or false",
        ),
        ({"page.html": "\n{{ 1 / 0 }}"}, "templates/page.html:2:1", "division by zero"),
        ({"page.html": "\n{{ 'no.such' | say }}"}, "templates/page.html:2:1", "no.such"),
        ({"page.html": "\n{{ ().__class__.__bases__ }}"}, "templates/page.html:2:1", "unsafe"),
        (
            {"page.html": "{% include 'page.html' %}"},
            "templates/page.html:1:1",
            "includes itself without end",
        ),
        (
            {"page.html": "{% include 'part.html' %}", "part.html": "\n\n {{ nothing }}"},
            "templates/part.html:3:2",
            "'nothing' is undefined",
        ),
    ],
)
def test_place_and_words(templates: dict[str, str], place: str, words: str) -> None:
    found = fault(templates)
    assert str(found.at) == place
    assert words in found.message
    assert (found.rule, found.is_error) == ("template-invalid", True)
    assert found.help[0].isupper()


@pytest.mark.parametrize(
    "text",
    ["{{ 'a' | center(10 ** 9) }}", "{% set x = 'a' | center(999) %}", "{% if [1] | sum %}{% endif %}"],
)
def test_nothing_is_computed_when_a_template_is_compiled(text: str) -> None:
    """There time and memory are not limited yet."""
    environment = render.make({"page.html": text}, SETTINGS)
    asked: list[str] = []

    def notes(*_: Any) -> str:
        asked.append(text)
        return ""

    environment.jinja.filters |= {"center": notes, "sum": notes}
    assert not render.faults(environment)
    assert not asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "too many loops"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "too many brackets"),
    ],
)
def test_what_is_nested_too_deeply_is_told(text: str, words: str) -> None:
    [found] = render.faults(render.make({"page.html": text}, SETTINGS))
    assert (str(found.at), found.rule) == ("templates/page.html:1:1", "template-invalid")
    assert words in found.message


def test_all_templates_are_compiled_ahead() -> None:
    environment = render.make({"b.html": "{% if %}", "a.html": "{{", "c.html": "fine"}, SETTINGS)
    assert [f.at.path for f in render.faults(environment)] == ["templates/a.html", "templates/b.html"]


@dataclass(frozen=True)
class Broken:
    @property
    def title(self) -> str:
        return self._deeper()

    def _deeper(self) -> str:
        raise ValueError("a mistake of ours")


def test_a_mistake_of_ours_is_not_blamed_on_the_template() -> None:
    with pytest.raises(ValueError, match="a mistake of ours"):
        render.make({"page.html": "{{ page.title }}"}, SETTINGS).expand("page.html", page=Broken())


def test_a_template_without_end_is_told_at_its_file_not_at_the_briefing() -> None:
    found = render.too_slow("briefing.html", "briefings/2026/x.md", 4.0)
    assert (str(found.at), found.rule) == ("templates/briefing.html:1:1", "template-too-slow")
    assert found.message == "expanding briefing.html for briefings/2026/x.md took longer than 4 s"
    assert [str(at) for at, _ in found.related] == ["briefings/2026/x.md:1:1"]


def test_what_a_template_prints_is_escaped() -> None:
    environment = render.make({"page.html": "{{ x }}"}, SETTINGS)
    assert environment.expand("page.html", x="<b>{{ 7 }}</b>") == "&lt;b&gt;{{ 7 }}&lt;/b&gt;"
