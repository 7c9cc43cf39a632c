"""The body of a briefing as HTML: the site's Markdown dialect, claim references, nothing that could do harm.

No raw HTML passes: it is shown as written. What Python-Markdown makes goes through nh3 with a tight
allow-list. Ids of headings and footnotes are prefixed, so that they cannot take over the theme's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from briefpress.model import address
from briefpress.render.inline import install
from briefpress.render.wording import say

if TYPE_CHECKING:
    from briefpress.model.settings import Settings

PREFIX = "text-"
"""Of every id that comes from a body."""

_REFUSED = frozenset(
    {"meta", "markdown.extensions.meta", "md_in_html", "markdown.extensions.md_in_html"}
    | {"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter", "pymdownx.blocks.html"}
)
"""Extensions that read files, swallow the first lines of a text or let HTML through."""

_REFERENCE = r"\[(c[1-9][0-9]*(?:\s*,\s*c[1-9][0-9]*)*)\](?![(\[])"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|[/\\]{2})", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:https?:)?//[^/\\\\]|mailto:", re.IGNORECASE)
_IMAGE = re.compile(r"(?:\.\./)*images/[A-Za-z0-9._/-]+\Z")
_ID = re.compile(rf"(?:{PREFIX}[\w:.-]+|ref-c[0-9]+-[0-9]+|cut-[0-9]+)\Z")
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_CUT = re.compile(r'<h2 id="cut-([0-9]+)"></h2>')
_SOURCE_FILE = re.compile(r"briefings/(?P<digest>_digests/)?(?P<year>\d{4})/(?P<slug>[a-z0-9-]+)\.md\Z")

_TAGS = frozenset(
    "a abbr blockquote br caption cite code dd del details div dl dt em h2 h3 h4 h5 h6 hr img ins kbd li "
    "mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "rel", "aria-label", "data-pagefind-ignore"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}
_CLASSES = frozenset(
    "bp-ref bp-refs bp-left bp-right bp-center headerlink footnote footnote-ref footnote-backref highlight "
    "admonition admonition-title abstract info note tip success question warning failure danger bug example "
    "quote seealso attention caution hint important error task-list task-list-item".split()
)
_TOKEN = re.compile(r"[a-z][a-z]?[0-9]?\Z")
"""The classes that Pygments gives to the parts of a code block."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands: its file, from which its relative addresses count, and the address of its page."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim reference in a body: the claim, the id of the link, and the heading of its section."""

    claim: str
    anchor: str
    section: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as trusted HTML: its sections by heading ("" for what precedes the first), and what it cites."""

    sections: Mapping[str, Markup]
    citations: tuple[Citation, ...]

    def section(self, heading: str) -> Markup:
        """The HTML of a section, empty when there is none."""
        return self.sections.get(heading, Markup(""))


@dataclass(slots=True)
class _Work:
    """What the processors know of the body that is being rendered."""

    place: Place = Place("", "")
    claims: Mapping[str, str] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()
    made: list[tuple[Element, dict[str, str]]] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


class _References(InlineProcessor):
    """`[c1]` and `[c1, c3]` outside code: links to the rows of the claims, if these exist.

    Brackets and commas stand inside the links, so that search, which leaves these out, leaves nothing behind.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: markdown.Markdown, work: _Work) -> None:
        super().__init__(_REFERENCE, md)
        self.work = work

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name and the wider result are Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - as above
    ) -> tuple[Element | None, int | None, int | None]:
        ids = [part.strip() for part in m[1].split(",")]
        if not all(i in self.work.claims for i in ids):
            return None, None, None
        links = [self._link(i) for i in ids]
        links[0].text = f"[{links[0].text}"
        for link in links[:-1]:
            link.text, link.tail = f"{link.text},", " "
        links[-1].text = f"{links[-1].text}]"
        if len(ids) == 1:
            return links[0], m.start(0), m.end(0)
        group = _element("span", {"class": "bp-refs"})
        group.extend(links)
        return group, m.start(0), m.end(0)

    def _link(self, claim: str) -> Element:
        number = self.work.counts[claim] = self.work.counts.get(claim, 0) + 1
        name = self.work.claims[claim]
        attributes = {
            "class": "bp-ref",
            "href": f"#{claim}",
            "id": f"ref-{claim}-{number}",
            "aria-label": name,
            "title": name,
            "data-pagefind-ignore": "",
        }
        link = _element("a", attributes)
        link.text = say("claim.number", n=claim.removeprefix("c"))
        self.work.made.append((link, attributes))
        return link


class _Finish(Treeprocessor):
    """The last look at the tree: sections are cut, headings lowered, ids prefixed, addresses mended.

    The footnotes, which follow the last section whichever cites them, get a heading in the place of their line.
    """

    def __init__(self, md: markdown.Markdown, work: _Work) -> None:
        super().__init__(md)
        self.work = work

    def run(self, root: Element) -> None:
        kept = {id(link) for link, _ in self.work.made}
        for child in root:
            if child.tag == "h2" and (heading := _text(child)) in self.work.headings:
                _clear(child, {"id": f"cut-{len(self.work.cuts)}"})
                self.work.cuts.append(heading)
                kept.add(id(child))
            elif child.tag == "div" and child.get("class") == "footnote" and child[0].tag == "hr":
                child[0].tag, child[0].text = "h3", say("heading.notes")
                kept.add(id(child[0]))
        for element in root.iter():
            if id(element) not in kept:
                _mend(element, self.work)
        for link, attributes in self.work.made:
            link.attrib.clear()
            link.attrib.update(attributes)


class NotRendered(Exception):
    """A Markdown extension failed on a text; `extension` is its module."""

    def __init__(self, extension: str) -> None:
        super().__init__(extension)
        self.extension = extension


@dataclass(frozen=True, slots=True)
class Dialect:
    """Python-Markdown with a site's extensions, made once: making it costs more than using it.

    Not for use by two threads at once.
    """

    md: markdown.Markdown
    work: _Work

    @classmethod
    def of(cls, settings: Settings) -> Dialect:
        """The dialect of a site: the extensions of its mkdocs.yml, less those that reach beyond the text."""
        names = [name for name in settings.markdown_extensions if name not in _REFUSED]
        configs = {name: dict(c) for name, c in settings.markdown_configs.items() if name in names and c}
        md = markdown.Markdown(extensions=names, extension_configs=configs)
        work = _Work()
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_References(md, work), "briefpress-claims", 178)
        install(md, {_REFERENCE: "["})
        md.treeprocessors.register(_Finish(md, work), "briefpress-finish", -100)
        return cls(md, work)

    def render(
        self, text: str, place: Place, claims: Mapping[str, str], headings: frozenset[str] = frozenset()
    ) -> Rendered:
        """The HTML of a body.

        `claims` maps a claim's id to the name of the link to its row; `headings` are the second-level
        headings at which the result is cut into sections. Raises `NotRendered`.
        """
        work = self.work
        work.place, work.claims, work.headings = place, claims, headings
        work.made, work.cuts, work.counts = [], [], {}
        html = _CLEANER.clean(self._converted(text)) if text.strip() else ""
        return Rendered(*_cut(html, tuple(work.cuts)))

    def _converted(self, text: str) -> str:
        try:
            return self.md.reset().convert(text)
        except RecursionError:
            raise
        except Exception as error:
            failed = _failed(error)
            if failed.startswith("briefpress."):
                raise
            raise NotRendered(failed) from error


def _failed(error: BaseException) -> str:
    """The module in which an error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return str(trace.tb_frame.f_globals.get("__name__", "")) if trace is not None else ""


def _cut(html: str, cuts: tuple[str, ...]) -> tuple[dict[str, Markup], tuple[Citation, ...]]:
    parts = _CUT.split(html)
    texts: dict[str, str] = {"": parts[0]} if parts[0].strip() else {}
    for index, part in zip(parts[1::2], parts[2::2], strict=True):
        heading = cuts[int(index)] if int(index) < len(cuts) else ""
        texts[heading] = texts.get(heading, "") + part
    citations = tuple(
        Citation(f"c{m[1]}", m[0][4:-1], heading)
        for heading, part in texts.items()
        for m in _ANCHOR.finditer(part)
    )
    return {heading: Markup(part.strip()) for heading, part in texts.items()}, citations  # noqa: S704 - nh3 made it


_ANCHOR = re.compile(r'id="ref-c([0-9]+)-[0-9]+"')


def _element(tag: str, attributes: dict[str, str]) -> Element:
    return Element(tag, attributes)


def _clear(element: Element, attributes: dict[str, str]) -> None:
    tail = element.tail
    element.clear()
    element.attrib.update(attributes)
    element.tail = tail


def _text(element: Element) -> str:
    """The text of a heading, without the permanent link that the theme's dialect may add."""
    within = (
        child.tail or "" if child.get("class") == "headerlink" else _text(child) + (child.tail or "")
        for child in element
    )
    return f"{element.text or ''}{''.join(within)}".strip()


def _mend(element: Element, work: _Work) -> None:
    attributes = element.attrib
    if element.tag in _HEADINGS:
        element.tag = f"h{max(3, _HEADINGS[element.tag])}"
    if "id" in attributes:
        attributes["id"] = PREFIX + attributes["id"]
    if "href" in attributes:
        _mend_link(element, work)
    if element.tag == "img":
        _mend_image(element, work.place)
    if aligned := _ALIGN.search(attributes.pop("style", "")):
        attributes["class"] = f"bp-{aligned[1]}"


def _mend_link(element: Element, work: _Work) -> None:
    href = element.attrib["href"].strip()
    if _ALLOWED.match(href):
        element.attrib["rel"] = "noopener"
    elif _EXTERNAL.match(href):
        _clear_link(element)
    elif href.startswith("#"):
        element.attrib["href"] = href if href[1:] in work.claims else f"#{PREFIX}{href[1:]}"
    else:
        element.attrib["href"] = target(href, work.place)


def _clear_link(element: Element) -> None:
    """What was a link to somewhere that no link may lead to keeps its text."""
    element.tag = "span"
    element.attrib.clear()


def _mend_image(element: Element, place: Place) -> None:
    source = element.attrib.get("src", "").strip()
    alt = element.attrib.get("alt", "").strip()
    found = "" if _EXTERNAL.match(source) else target(source, place)
    if _IMAGE.match(found) and alt:
        element.attrib["src"] = found
    else:
        _clear(element, {})
        element.tag, element.text = "span", alt


def target(href: str, place: Place) -> str:
    """A relative address of a body, as seen from its page; "" when it leads out of the site.

    >>> place = Place("briefings/2026/x.md", "briefings/2026/x/")
    >>> target("../2025/other.md#c2", place), target("/topics/film/", place)
    ('../../2025/other/#c2', '../../../topics/film/')
    >>> target("../_images/chart.png", place), target("../../../etc/passwd", place)
    ('../../../images/chart.png', '')
    """
    bare, hash_sign, fragment = href.partition("#")
    folder = [] if bare.startswith("/") else place.path.split("/")[:-1]
    way: list[str] = []
    for step in [*folder, *bare.split("/")]:
        if step == "..":
            if not way:
                return ""
            way.pop()
        elif step not in ("", "."):
            way.append(step)
    site_path = "/".join(way) + ("/" if bare.endswith("/") and way else "")
    return address.relative(_published(site_path) + hash_sign + fragment, place.address)


def _published(path: str) -> str:
    """The address at which a file of the checkout is published."""
    if found := _SOURCE_FILE.match(path):
        made = address.digest if found["digest"] else address.briefing
        return made(found["year"], found["slug"])
    if path.startswith("briefings/_images/"):
        return path.removeprefix("briefings/_").replace("_images", "images", 1)
    if path.startswith("docs/") and path.endswith(".md"):
        page = path.removeprefix("docs/").removesuffix(".md")
        return page.removesuffix("index") if page.rpartition("/")[2] == "index" else f"{page}/"
    return path


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Lets a value pass, mended or not, or drops it (None)."""
    if name == "id":
        return value if _ID.match(value) else None
    if name == "class":
        tokens = [t for t in value.split() if t in _CLASSES or (tag == "span" and _TOKEN.match(t))]
        return " ".join(tokens) or None
    if name == "src":
        return value if _IMAGE.match(value) else None
    if name == "rel":
        return "noopener"
    return value


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)


def claim_link_name(number: str, words: str) -> str:
    """The name of the link to a claim's row: "claim 1: first words"."""
    return say("claim.named", n=number, words=words)
