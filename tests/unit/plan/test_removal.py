"""What goes with a page, and what is cut out of a registry file."""

from __future__ import annotations

import pytest

from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.document import Document
from briefpress.model.source import Source
from briefpress.plan import removal

FILE = """\
# the whole file
sources:
  # about a
  - id: a
    title: A
    # of a, still

  - id: b
    title: B
  # about c, in
  # two lines
  - id: c
    title: C
origin_groups:
  - id: g
"""


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([4], FILE.replace("  # about a\n  - id: a\n    title: A\n    # of a, still\n\n", "")),
        ([8], FILE.replace("  - id: b\n    title: B\n", "")),
        ([12], FILE.replace("  # about c, in\n  # two lines\n  - id: c\n    title: C\n", "")),
        ([15], FILE.replace("  - id: g\n", "")),
        ([4, 8, 12, 15], "# the whole file\nsources:\norigin_groups:\n"),
        ([], FILE),
    ],
)
def test_an_item_goes_with_its_comment(gone: list[int], left: str) -> None:
    """Every other line stays as it is."""
    assert removal.without(FILE, [2, 4, 8, 12, 14, 15], gone) == left


def briefing(name: str, *sources: str, more: str = "") -> Document:
    """A briefing that rests on these sources."""
    said = "".join(f"\n      - {{source: {one}, quote: three words here}}" for one in sources)
    listed = ", ".join(sources)
    text = f"---\ntitle: {name}\nsources: [{listed}]\nclaims:\n  - id: c1\n    assertions:{said}\n{more}---\n"
    return load_document(Source(f"briefings/2026/{name}.md", text.encode()))


REGISTRY = """\
sources:
  - {id: own, snapshot: {file: own.txt}, origin_group: ring}
  - {id: shared, snapshot: {file: shared.txt}}
  - {id: copied, snapshot: {file: both.txt}, origin_group: wide}
  - {id: copy, snapshot: {file: both.txt}, origin_group: wide, via: [root]}
  - {id: root, snapshot: {file: root.txt}}
origin_groups:
  - {id: ring, label: Ring}
  - {id: wide, label: Wide}
"""


def test_what_it_alone_used() -> None:
    """Not what another briefing, another source or another snapshot's entry rests on."""
    held, _ = load_registry((Source("briefings/_registry/sources.yml", REGISTRY.encode()),), ())
    page = briefing("page", "own", "shared", "copied", "root")
    found = removal.sources(page, [briefing("other", "shared")], held)
    assert found == removal.Sources(("copied", "own"), ("ring",), ("own.txt",))
    assert removal.entries_of(found, held) == {
        "briefings/_registry/sources.yml": (("origin_groups", 0), ("sources", 0), ("sources", 2))
    }


def test_who_names_it() -> None:
    """In any field, with the claim."""
    more = "related: [2026-page]\nfollows: 2026-page\nredirect_from: [/briefings/2026/page/]\n"
    other = briefing("other", "a", more=more)
    assert [m.how for m in removal.references("2026-page", [other])] == [
        "related[0] names it",
        "follows names it",
    ]


def test_what_repeats_it() -> None:
    """Six words in a row, whatever the case and the marks between them; fewer are no repetition."""
    page = briefing("page", "a", more="summary: One two three four, five six seven eight.\n")
    said = removal.wording(page)
    repeats = removal.repeated("x.md", "First.\nHe said: THREE four five; six seven — eight nine", (), said)
    assert repeats is not None
    assert (str(repeats.at), repeats.how) == ("x.md:2:10", "repeats words of the page")
    assert removal.repeated("x.md", "four five six seven eight nine", (), said) is None
    assert removal.repeated("x.md", "see 2026-page-two", ("2026-page",), said) is None
    assert removal.repeated("x.md", "see 2026-page.", ("2026-page",), said) is not None
