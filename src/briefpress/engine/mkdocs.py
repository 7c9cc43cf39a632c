"""MkDocs with Material draws docs/ and the frame pages into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from briefpress.engine.assets import Assets, hashed, unpacked
from briefpress.engine.drawn import Drawn, collect
from briefpress.engine.extensions import Dialect, is_lasting
from briefpress.engine.frames import MAIN, Place, named, places
from briefpress.engine.mkdocs_messages import Messages
from briefpress.engine.theme import (
    FAVICON,
    HOME_MISSING,
    NO_ROOM,
    PALETTE,
    PICTURES,
    are_all,
    features,
    is_unused,
    sheets,
)
from briefpress.model.finding import Finding, Severity
from briefpress.model.source import Location
from briefpress.render.sandbox import LARGEST, Uncomputed

PLUGIN = "briefpress"

_drawing: ContextVar[_Drawing | None] = ContextVar("drawing", default=None)


@dataclass(slots=True)
class _Drawing:
    """What `draw` is at: the page of docs/ (or a frame), and what to call at each step."""

    step: Callable[[], None]
    page: str = ""


def is_drawing() -> bool:
    """True while `draw` runs MkDocs: the plugin then adds the frames and does nothing else."""
    return _drawing.get() is not None


def at_page(path: str) -> None:
    """Notes that MkDocs now works on a page of docs/, from whatever plugin hook can tell."""
    drawing = _drawing.get()
    if drawing is not None:
        drawing.page = path
        drawing.step()


def bounded(env: Any) -> None:
    """Gives the theme's templates (a Jinja environment) a `range` that refuses to fill the memory.

    Nothing of them is computed when they are compiled, so that what takes too long has a line.
    """
    env.globals["range"] = _range
    env.optimized = False
    env.code_generator_class = Uncomputed


def _range(*args: int) -> range:
    """Raises OverflowError for more than what a page can hold."""
    numbers = range(*args)
    if len(numbers[: LARGEST + 1]) > LARGEST:
        raise OverflowError(f"Range too big. The largest that templates may use is {LARGEST}.")
    return numbers


def dialect(config_file: Path) -> Dialect:
    """The `markdown_extensions` of mkdocs.yml, completed and checked by MkDocs itself.

    Whatever hooks and plugins raise comes back as a finding.
    """
    messages = Messages(config_file)
    try:
        with messages.heard():
            config = load_config(str(config_file))
    except Abort as error:
        return Dialect(findings=messages.aborted(error))
    except BaseException as error:  # noqa: BLE001 - hooks and plugins of the site may raise anything
        return Dialect(findings=(*messages.findings(), messages.failure(error)))
    extensions, found = tuple(config.markdown_extensions), messages.findings()
    installed = {entry.name for entry in entry_points(group="markdown.extensions")}
    lasting = not found and is_lasting(config_file.read_bytes(), config.plugins, extensions, installed)
    return Dialect(extensions, dict(config.mdx_configs), found, lasting)


def draw(config_file: Path, folder: Path, *, step: Callable[[], None] = lambda: None) -> Drawn:
    """Has MkDocs build docs/ and the frames into `folder`, which it empties first.

    MkDocs' own warnings and errors, those of extensions and plugins, and errors in templates come back as
    findings; when there is an error, there may be no frames. The site's mkdocs.yml must name the plugin.
    `step` is called whenever a page is begun or done; `TooLong`, raised by an alarm, becomes a finding.
    """
    messages, drawing = Messages(config_file), _Drawing(step)
    try:
        with messages.heard(), _alone(drawing):
            config = load_config(str(config_file), site_dir=str(folder.resolve()))
            if PLUGIN not in config.plugins:
                return Drawn(findings=(*messages.findings(), _plugin_missing(config_file)))
            messages.strict, config.strict = config.strict, False
            build(config)
    except Abort as error:
        return Drawn(findings=messages.aborted(error))
    except OSError as error:
        if error.errno in NO_ROOM:  # no fault of the site's: the caller tells it
            raise
        return Drawn(findings=(*messages.findings(), messages.failure(error)))
    except BaseException as error:  # noqa: BLE001 - plugins and templates of the site may raise anything
        return Drawn(findings=(*messages.findings(), messages.failure(error, drawing.page)))
    drawn = collect(folder, messages.findings())
    if "" not in drawn.pages:
        drawn = replace(drawn, findings=(*drawn.findings, HOME_MISSING))
    return drawn


@contextmanager
def _alone(drawing: _Drawing) -> Iterator[None]:
    token = _drawing.set(drawing)
    try:
        yield
    finally:
        _drawing.reset(token)


def prepare(config: MkDocsConfig, own: Mapping[str, bytes], overrides: tuple[Path, ...]) -> Assets:
    """Gives the theme what stamped pages need, with defaults for what the site leaves open.

    `own` are our assets by name; those of the theme that we publish ourselves are added. `overrides` are
    folders of theme templates, the site's own first. Raises PluginError when the site is set up in a way that
    cannot work.
    """
    theme = config.theme
    if theme.name != "material":
        raise PluginError(f"theme is {theme.name!r}; briefpress draws its frame with `theme: material`")
    if not config.use_directory_urls:
        raise PluginError("`use_directory_urls: false` cannot be used: pages lie in folders of their own")
    found = sheets([Path(folder) for folder in theme.dirs])
    assets = hashed({**unpacked(found), **own})
    theme.dirs[1 if theme.custom_dir else 0 : 0] = [str(folder) for folder in overrides]
    theme.static_templates.discard("sitemap.xml")
    theme["font"] = False
    theme["palette"] = theme.get("palette") or PALETTE
    theme["features"] = features(theme.get("features") or [])
    if theme["language"] == "en":
        theme["language"] = "en-GB"
    if assets.icon and theme["favicon"] == FAVICON:
        theme["favicon"] = assets.icon
    config.extra.setdefault("bpimage", assets.image)
    config.extra["bpsheets"] = are_all(found)
    config.extra_css[:0] = assets.styles
    config.extra_javascript[:0] = list(assets.scripts)
    return assets


def add_files(files: Files, config: MkDocsConfig, assets: Assets) -> None:
    """Adds the frame pages and our assets to the files of the site, and drops what no page asks for.

    Raises PluginError when a page of docs/ lies where a section's own page will be, or a file of it elsewhere.
    """
    for file in list(files):
        if is_unused(file.src_uri):
            files.remove(file)
    for place in places(frozenset(named(config.nav) if config.nav is not None else MAIN)):
        if place.source in files.src_uris:
            raise PluginError(f"docs/{place.source}: briefpress writes a page of this address; move yours")
        files.append(_frame(place, config))
    _refuse_links(files, config)
    for path, content in assets.files.items():
        files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED))


def _refuse_links(files: Files, config: MkDocsConfig) -> None:
    homes = [Path(config.config_file_path).parent.resolve(), Path(config.docs_dir).resolve()]
    for file in files:
        if file.src_dir == config.docs_dir and file.abs_src_path:
            held = Path(file.abs_src_path).resolve()
            if not any(held.is_relative_to(home) for home in homes):
                raise PluginError(f"docs/{file.src_uri} is a link that leads out of the site's folder")


def show(image: str, files: Files, config: MkDocsConfig) -> None:
    """Makes a picture below docs/ the one that other sites show beside a link to a page, in place of ours.

    Raises PluginError when there is none.
    """
    file = files.get_file_from_path(image)
    if file is None or file.inclusion.is_excluded() or not file.src_uri.endswith(PICTURES):
        raise PluginError(f"`image: {image}`: there is no such PNG, JPEG or WebP in docs/")
    config.extra["bpimage"] = file.url


def _frame(place: Place, config: MkDocsConfig) -> File:
    shown = bool(place.section) and place.depth == 1
    level = InclusionLevel.INCLUDED if shown else InclusionLevel.NOT_IN_NAV
    return File.generated(config, place.source, content=place.markdown, inclusion=level)


def _plugin_missing(config_file: Path) -> Finding:
    return Finding(
        Location(config_file.name),
        "plugin-missing",
        Severity.ERROR,
        "the plugin briefpress is not in `plugins`",
        help="Add it:\nplugins:\n  - briefpress",
    )
