"""The text of mkdocs.yml -> Settings."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from briefpress.load import front_matter, structure, yaml_nodes
from briefpress.load.faults import in_order
from briefpress.model.field import Count, Entry, Spec, Text, YesNo
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.settings import Engine, Repository, Settings
from briefpress.model.source import FieldPath, Location, Source

_PLUGIN = "briefpress"
_DEFAULTS = Settings(site_name="")
_MAPPINGS = ("severities", "word_lists", "places")
_OWN_FOLDERS = ("briefings", "docs", "templates", "site", ".briefpress", ".git")


def _as_word(value: Any) -> Any:
    # `off` is a word here, whatever YAML would make of it.
    return value.raw if isinstance(value, Plain) else value


_Weight = Annotated[Literal["error", "warning", "off"], BeforeValidator(_as_word)]


class WordLists(Entry):
    """What a site adds to the word lists of the rules on wording, in its own language."""

    motive: Annotated[tuple[Text, ...], Spec("words that say what somebody wanted")] = ()
    weasel: Annotated[tuple[Text, ...], Spec("words that let nobody in particular say so")] = ()
    booster: Annotated[tuple[Text, ...], Spec("words that ask to be believed")] = ()
    loaded: Annotated[tuple[Text, ...], Spec("words that judge")] = ()


class Options(Entry):
    """What a site may say below `plugins: - briefpress:` in its mkdocs.yml."""

    contact: Annotated[Text, Spec("e-mail or web address for replies and error reports")] = ""
    licence: Annotated[Text, Spec("SPDX id of the licence of our words")] = "CC-BY-4.0"
    lang: Annotated[Text, Spec("BCP 47 tag of the site's language")] = "en-GB"
    repository: Annotated[Repository, Spec("public if anybody can read it now")] = Repository.PUBLIC
    per_page: Annotated[Count, Field(ge=1, le=1000), Spec("briefings on one page of a listing")] = 20
    severities: Annotated[dict[Text, _Weight], Spec("rule id: error, warning or off")] = Field(
        default_factory=dict
    )
    word_lists: Annotated[WordLists, Spec("words and phrases to add to the lists of rules on wording")] = (
        WordLists()
    )
    audiences: Annotated[tuple[Text, ...], Spec("audiences of takeaways beside the usual ones")] = ()
    places: Annotated[dict[Text, Text], Spec("ISO 3166 code: name, for parts of a country above all")] = (
        Field(default_factory=dict)
    )
    image: Annotated[Text, Spec("picture in docs/ for links to this site elsewhere, 1200 × 630")] = ""
    snapshots_dir: Annotated[Text, Spec("folder of snapshots that lie outside briefings/_snapshots/")] = ""
    engine: Annotated[Engine, Spec("what draws docs/ and the frame of pages: mkdocs or zensical")] = (
        Engine.MKDOCS
    )
    specimen: Annotated[YesNo, Spec("true if all is invented: every page and export says so")] = False


class Site(Entry):
    """The top-level keys of mkdocs.yml that briefpress reads."""

    site_name: Annotated[Text, Spec("the site's name")] = ""
    site_url: Annotated[Text, Spec("the site's public address")] = ""
    site_description: Annotated[Text, Spec("one sentence on the site")] = ""
    repo_url: Annotated[Text, Spec("where the sources of the site lie, for links to edit and report")] = ""
    edit_uri: Annotated[Text, Spec("how an address to edit a page of docs/ goes on after repo_url")] = ""


def settings(source: Source) -> tuple[Settings, tuple[Fault, ...]]:
    """What mkdocs.yml says of the site, and what is wrong with it, sorted by place.

    Never raises for bad input. Tags (`!ENV`, `!!python/name:`), anchors and merge keys are MkDocs'
    business: what tags and merge keys bring counts as absent. A faulty option keeps its default.
    """
    decoded = front_matter.decode(source)
    faults = list(decoded.faults)
    if decoded.text is None:
        return _DEFAULTS, tuple(faults)
    root = Location(source.path)
    tree = yaml_nodes.compose(decoded.text, root, tolerant=True)
    faults += tree.faults
    if not tree.complete:
        return _DEFAULTS, tuple(faults)
    if not isinstance(tree.values, dict):
        faults.append(Fault(FaultKind.YAML, root, (), "a file without settings", 'lines such as "key: text"'))
        return _DEFAULTS, tuple(faults)
    site, site_faults = _site(tree.values, tree.locate)
    options, at, option_faults = _options(tree.values, tree.locate)
    faults += [*site_faults, *option_faults]
    found = Settings(
        **{name: getattr(site, name) for name in Site.model_fields},
        **{name: getattr(options, name) for name in Options.model_fields if name not in _MAPPINGS},
        word_lists=MappingProxyType(
            {name: words for name in WordLists.model_fields if (words := getattr(options.word_lists, name))}
        ),
        severities=MappingProxyType(dict(options.severities)),
        places=MappingProxyType(dict(options.places)),
        severities_at=MappingProxyType(
            {rule: tree.locate((*at, "severities", rule), key=True) for rule in options.severities}
        ),
    )
    return found, in_order(faults)


def _site(values: dict[str, Any], locate: yaml_nodes.Located) -> tuple[Site, list[Fault]]:
    given = {key: values[key] for key in Site.model_fields if key in values and not _is_nothing(values[key])}
    reading = structure.read(Site, given, locate)
    site, faults = reading.entry, list(reading.faults)
    if "site_name" not in values and "INHERIT" not in values:
        faults.append(Fault(FaultKind.WRONG_TYPE, locate(("site_name",)), ("site_name",), "nothing", "text"))
    url = site.site_url
    if url and not _is_address(url):
        expected = "an address such as https://your-site.example/"
        faults.append(Fault(FaultKind.WRONG_TYPE, locate(("site_url",)), ("site_url",), url, expected))
        url = ""
    return site.model_copy(update={"site_url": url if not url or url.endswith("/") else f"{url}/"}), faults


def _is_address(url: str) -> bool:
    """True for a web address to which paths can be added (RFC 3986).

    >>> [
    ...     _is_address(u)
    ...     for u in ("https://a.example/b/", "http://[bad", "https:///b", "https://a.example/?b")
    ... ]
    [True, False, False, False]
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    plain = not any(c.isspace() or c in "\"'<>\\`{}|^" for c in url)
    return plain and parts.scheme in ("http", "https") and bool(host) and not (parts.query or parts.fragment)


def _is_nothing(value: Any) -> bool:
    return isinstance(value, Plain) and value.kind is PlainKind.NOTHING


def _options(values: dict[str, Any], locate: yaml_nodes.Located) -> tuple[Options, FieldPath, list[Fault]]:
    """The plugin's options, where they stand, and what is wrong with them."""
    plugins = values.get("plugins")
    path: FieldPath = ("plugins", _PLUGIN)
    options = plugins.get(_PLUGIN) if isinstance(plugins, dict) else None
    if isinstance(plugins, list):
        entries = enumerate(plugins)
        number = next((n for n, entry in entries if isinstance(entry, dict) and _PLUGIN in entry), None)
        if number is not None:
            path, options = ("plugins", number, _PLUGIN), plugins[number][_PLUGIN]
    if options is None or (isinstance(options, Plain) and options.kind is PlainKind.NOTHING):
        return Options(), path, []
    if not isinstance(options, dict):
        found = structure.description(options)
        return Options(), path, [Fault(FaultKind.WRONG_TYPE, locate(path), path, found, "a set of fields")]
    reading = structure.read(Options, options, locate, at=path)
    entry, faults = reading.entry, list(reading.faults)
    folder = entry.snapshots_dir.rstrip("/")
    if entry.snapshots_dir and not _is_own_folder(folder):
        expected, at = "a folder that holds nothing else, such as ../snapshots", (*path, "snapshots_dir")
        faults.append(Fault(FaultKind.WRONG_TYPE, locate(at), at, entry.snapshots_dir, expected))
        folder = ""
    return entry.model_copy(update={"snapshots_dir": folder}), path, faults


def _is_own_folder(path: str) -> bool:
    """True for a path that leads to no folder of the site, nor to one that holds the site.

    >>> [
    ...     _is_own_folder(path)
    ...     for path in ("../snapshots", "/srv/snapshots", "held", "..", "docs/held", "a/../b", "")
    ... ]
    [True, True, True, False, False, False, False]
    """
    climbed = path
    while climbed.startswith("../"):
        climbed = climbed.removeprefix("../")
    parts = climbed.removeprefix("/").split("/")
    own = climbed == path and parts[0] in _OWN_FOLDERS
    return path.isprintable() and not own and not any(part in ("", ".", "..", "~") for part in parts)
