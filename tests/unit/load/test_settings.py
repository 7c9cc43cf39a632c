"""mkdocs.yml -> Settings."""

from __future__ import annotations

from briefpress.load import settings
from briefpress.load.settings import Options, WordLists
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.settings import Repository, Settings
from briefpress.model.source import Source, written


def _settings(text: str) -> tuple[Settings, tuple[Fault, ...]]:
    return settings(Source("mkdocs.yml", text.encode()))


def _told(text: str) -> list[tuple[FaultKind, str, str, str, int, int]]:
    return [
        (f.kind, written(f.path), f.found, f.expected, f.at.line, f.at.column) for f in _settings(text)[1]
    ]


def test_the_smallest_site() -> None:
    found, faults = _settings("site_name: A\ntheme: material\nplugins: [briefpress]\n")
    assert (found, faults) == (Settings(site_name="A"), ())


def test_the_defaults_of_the_options_are_those_of_the_settings() -> None:
    options, defaults = Options(), Settings(site_name="")
    for name in set(Options.model_fields) - {"word_lists"}:
        assert getattr(options, name) == getattr(defaults, name)
    assert options.word_lists == WordLists()
    assert not defaults.word_lists


def test_all_options() -> None:
    found, faults = _settings("""\
site_name: A
site_url: https://a.example/b
site_description: D
plugins:
  - other
  - briefpress:
      contact: a@a.example
      licence: CC0-1.0
      lang: de
      repository: private
      per_page: 50
      severities: {weasel-words: off, booster-words: error}
      audiences: [nurses]
      places: {US-CA: California}
      specimen: true
""")
    assert faults == ()
    assert found == Settings(
        site_name="A",
        site_url="https://a.example/b/",
        site_description="D",
        contact="a@a.example",
        licence="CC0-1.0",
        lang="de",
        repository=Repository.PRIVATE,
        per_page=50,
        severities={"weasel-words": "off", "booster-words": "error"},
        audiences=("nurses",),
        places={"US-CA": "California"},
        specimen=True,
    )


def test_plugins_may_be_a_mapping() -> None:
    found, faults = _settings("site_name: A\nplugins:\n  briefpress:\n    lang: de\n")
    assert (found.lang, faults) == ("de", ())


def test_what_belongs_to_mkdocs_is_tolerated() -> None:
    found, faults = _settings(
        "site_name: A\nsite_url: !ENV [URL, x]\nextra: &e {a: 1}\nmore: *e\nmarkdown_extensions:\n"
        "  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "nav:\n  - A:\n    - B:\n      - C: c.md\n"
    )
    assert (found, faults) == (Settings(site_name="A"), ())


def test_faults_keep_the_default_and_have_a_place() -> None:
    text = (
        "site_name: A\nplugins:\n  - briefpress:\n"
        "      per_page: 0\n      contcat: a\n      repository: secret\n"
    )
    assert _told(text) == [
        (FaultKind.WRONG_TYPE, "plugins[0].briefpress.per_page", "0", "a whole number from 1 to 1000", 4, 17),
        (FaultKind.UNKNOWN_FIELD, "plugins[0].briefpress.contcat", "contcat", "", 5, 7),
        (FaultKind.UNKNOWN_VALUE, "plugins[0].briefpress.repository", "secret", "", 6, 19),
    ]
    found, faults = _settings(text)
    assert found == Settings(site_name="A")
    assert "contact" in faults[1].candidates


def test_a_site_needs_a_name() -> None:
    assert _told("theme: material\n") == [(FaultKind.WRONG_TYPE, "site_name", "nothing", "text", 1, 1)]
    assert _told("INHERIT: base.yml\n") == []


def test_an_address_begins_with_its_scheme() -> None:
    expected = "an address such as https://your-site.example/"
    text = "site_name: A\nsite_url: a.example\n"
    assert _told(text) == [(FaultKind.WRONG_TYPE, "site_url", "a.example", expected, 2, 11)]
    assert _settings(text)[0].site_url == ""


def test_a_broken_file_is_a_fault_with_line_and_column() -> None:
    assert [(kind, line, column) for kind, _, _, _, line, column in _told("site_name: A\na: b: c\n")] == [
        (FaultKind.YAML, 2, 5)
    ]
    assert [kind for kind, *_ in _told("- a\n")] == [FaultKind.YAML]
    assert [kind for kind, *_ in _told("")] == [FaultKind.YAML]


def test_options_that_are_no_mapping() -> None:
    text = "site_name: A\nplugins:\n  - briefpress: yes\n"
    assert _told(text) == [(FaultKind.WRONG_TYPE, "plugins[0].briefpress", "yes", "a set of fields", 3, 17)]
    assert _told("site_name: A\nplugins:\n  - briefpress:\n") == []
