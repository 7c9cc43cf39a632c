"""What a site's own template may and may not do: the shortcuts of the sandbox open no door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from markupsafe import Markup

from briefpress import render
from briefpress.render.view.context import Link
from tests.unit.render.making import SETTINGS


def expanded(text: str, templates: dict[str, str] | None = None, **values: Any) -> str:
    environment = render.make({"page.html": text} | (templates or {}), SETTINGS)
    first = environment.expand("page.html", **values)
    assert environment.expand("page.html", **values) == first  # by the remembered verdicts
    return first


LINK = Link("A & B", "../a/")


@pytest.mark.parametrize(
    "text",
    [
        "{{ link.__class__ }}",
        "{{ link.__class__.__mro__ }}",
        "{{ link.__init__.__globals__ }}",
        "{{ link['__class__'] }}",
        "{{ link | attr('__class__') }}",
        "{{ [link] | map(attribute='__class__') | join }}",
        "{{ ''.__class__ }}",
        "{{ (1).__class__ }}",
        "{{ say.__globals__ }}",
        "{{ '{0.__class__}'.format(link) }}",
        "{{ '{x.__class__}'.format_map({'x': link}) }}",
        "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{% for x in [1] %}{{ loop.__init__ }}{% endfor %}",
        "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
        "{{ [].append(1) }}",
        "{{ {}.update({'a': 1}) }}",
        "{{ unsafe() }}",
        "{{ range(10000000) | length }}",
    ],
)
def test_refused(text: str) -> None:
    def unsafe() -> str:
        return "called"

    unsafe.unsafe_callable = True  # type: ignore[attr-defined]  # how Jinja marks what must not be called
    with pytest.raises((render.TemplateFault, OverflowError)):
        expanded(text, link=LINK, say=expanded, unsafe=unsafe)


def test_a_view_after_another_value() -> None:
    """What is known of views is not taken for true of other values in the same place."""

    @dataclass(frozen=True)
    class Foreign:
        text: str

    text = "{% for x in values %}{{ x.text }};{% endfor %}"
    values = [LINK, {"text": "<of a mapping>"}, Foreign("c"), LINK]
    assert expanded(text, values=values) == "A &amp; B;&lt;of a mapping&gt;;c;A &amp; B;"


@pytest.mark.parametrize("name", ["titel", "class", "items", "readers_of_text"])
def test_an_unknown_attribute_of_a_view_is_told(name: str) -> None:
    environment = render.make({"page.html": f"{{{{ link.text }}}}\n{{{{ link.{name} }}}}"}, SETTINGS)
    with pytest.raises(render.TemplateFault) as caught:
        environment.expand("page.html", link=LINK)
    assert caught.value.finding.at.line == 2
    assert f"has no attribute '{name}'" in caught.value.finding.message


def test_escaped_once() -> None:
    class Text(str):
        """A text of another type, as a value of a vocabulary is."""

    text = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{% set y %}<b>{{ x }}</b>{% endset %}"
        "{{ m(x) }}{{ y }}{{ x }}{{ x ~ h }}"
    )
    wanted = "<i>&lt;&#39;&#34;&amp;</i><b>&lt;&#39;&#34;&amp;</b>&lt;&#39;&#34;&amp;&lt;&#39;&#34;&amp;<br>"
    for value in ("<'\"&", Text("<'\"&")):
        assert expanded(text, x=value, h=Markup("<br>")) == wanted
    assert expanded("{{ h }}{{ n }}{{ none }}", h=Markup("<br>"), n=3, none=None) == "<br>3None"


def test_macros_as_ever() -> None:
    shared = (
        "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro box(a) %}[{{ a }}{{ caller(a) }}]{% endmacro %}"
    )
    text = (
        "{% from 'm.html' import m, box %}{% for i in [1, 2] %}{{ m(i, c=i) }}{% endfor %}"
        "{% call(x) box('x') %}&{{ x }}{% endcall %}{{ m('y', 'z', 3) }}"
    )
    wanted = "1&lt;(){&#39;c&#39;: 1}2&lt;(){&#39;c&#39;: 2}[x&x]yz(3,){}"
    assert expanded(text, {"m.html": shared}) == wanted


def test_inheritance_and_includes() -> None:
    templates = {
        "base.html": "[{% block a %}base{% endblock %}|{% include 'part.html' %}]",
        "part.html": "{{ link.text }}",
    }
    text = "{% extends 'base.html' %}{% block a %}{{ super() }}+{{ link.href }}{% endblock %}"
    assert expanded(text, templates, link=LINK) == "[base+../a/|A &amp; B]"
