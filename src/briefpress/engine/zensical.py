"""Zensical draws docs/ and the frame pages into a folder.

It knows neither plugins nor generated files, takes one folder of overrides and writes only below the folder of its
configuration. So it gets a folder of its own with all that it needs: a copy of docs/ with the frames and our assets,
the overrides laid over one another, and a configuration made from the site's mkdocs.yml.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import zensical
from pathspec import GitIgnoreSpec
from zensical.config import ConfigurationError, get_theme_dir, parse_config
from zensical.config import _yaml_load as merged  # what it reads, before it judges and completes it

from briefpress.engine.addresses import from_file
from briefpress.engine.assets import Assets, hashed, unpacked
from briefpress.engine.drawn import Drawn, collect
from briefpress.engine.extensions import Dialect
from briefpress.engine.frames import MAIN, named, places
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
    tidied,
)
from briefpress.engine.zensical_messages import Telling, Unfit, besides, refused
from briefpress.load import settings as load_settings
from briefpress.model.finding import Finding, Severity
from briefpress.model.limit import TooLong
from briefpress.model.settings import Repository, Settings
from briefpress.model.source import Source
from briefpress.publish import read, shipped
from briefpress.render.markdown import Dialect as Markdown
from briefpress.render.wording import say

VARIANT = "classic"
"""The form of Zensical's theme that is Material's: in it our own design holds."""
_LOOK_EVERY = 1.0
"""Seconds between two looks at whether Zensical gets on with its pages."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What mkdocs.yml says, as Zensical reads it and as we do."""

    config_file: Path
    given: Mapping[str, Any]
    settings: Settings
    telling: Telling

    @property
    def root(self) -> Path:
        return self.config_file.absolute().parent

    @property
    def docs(self) -> str:
        """The folder of pages by its name, which is the same in the folder where Zensical works."""
        return self.telling.docs

    @property
    def theme(self) -> Mapping[str, Any]:
        theme = self.given.get("theme")
        return theme if isinstance(theme, dict) else {"name": theme or "material"}


@dataclass(slots=True)
class _Drawing:
    """What Zensical is at: the page of docs/ whose text it converts, and what to call at each step.

    `docs` is the folder in which it finds them.
    """

    docs: Path
    step: Callable[[], None]
    page: str = ""


def dialect(config_file: Path) -> Dialect:
    """The `markdown_extensions` of mkdocs.yml, as Zensical completes them; what it does not do is told here."""
    try:
        site = _read(config_file)
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / site.docs).mkdir(parents=True)
            theme = {"name": "material", "custom_dir": None}
            found = parse_config(str(_configured(Path(place), site, {"theme": theme})))
    except Unfit as unfit:
        return Dialect(findings=(unfit.finding,))
    except (ConfigurationError, ValueError, TypeError, AttributeError, OSError) as error:
        return Dialect(findings=(Telling(config_file).failure(error),))
    names, configs = tuple(found["markdown_extensions"]), dict(found["mdx_configs"])
    configs["toc"] = {key: value for key, value in configs["toc"].items() if value is not None}
    told = (*_untried(site, names, configs), *_unheeded(site))
    return Dialect(names, configs, told)


def draw(config_file: Path, folder: Path, *, step: Callable[[], None] = lambda: None) -> Drawn:
    """Has Zensical build docs/ and the frames into `folder`, which is emptied first.

    Its warnings and errors come back as findings; when there is an error, there may be no frames. `step` is called
    whenever it gets on; `TooLong`, raised by an alarm, becomes a finding.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        site = _read(config_file)
        with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as name:
            findings = _drawn_in(Path(name), site, step)
            if not any(found.is_error for found in findings):
                _take_over(Path(name) / "site", folder)
    except Unfit as unfit:
        return Drawn(findings=(unfit.finding,))
    except ConfigurationError as error:
        return Drawn(findings=(Telling(config_file).failure(error),))
    if any(found.is_error for found in findings):
        return Drawn(findings=findings)
    drawn = collect(folder, findings)
    return drawn if "" in drawn.pages else replace(drawn, findings=(*drawn.findings, HOME_MISSING))


# ── what the site says ────────────────────────────────────────────────────────────────────────────────


def _read(config_file: Path) -> _Site:
    """Raises `Unfit` when the site is set up in a way that cannot work, ConfigurationError when it cannot be read."""
    with config_file.open(encoding="utf-8") as source:
        given = merged(source)
    settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
    docs = str(given.get("docs_dir") or "docs").strip("/")
    root, strict = config_file.absolute().parent, given.get("strict") is True
    site = _Site(config_file, given, settings, Telling(config_file, docs, strict=strict))
    if Path(docs).is_absolute() or ".." in Path(docs).parts or not (root / docs).is_dir():
        raise _unfit(site, f"there is no folder {docs} beside {config_file.name}", "docs_dir", _ADD_DOCS)
    if site.theme.get("name") != "material":
        said = f"theme is {site.theme.get('name')!r}; briefpress draws its frame with `theme: material`"
        raise _unfit(site, said, "theme", "Write `theme: material`; Zensical then takes its own form of it")
    if given.get("use_directory_urls") is False:
        said = "`use_directory_urls: false` cannot be used: pages lie in folders of their own"
        raise _unfit(site, said, "use_directory_urls", "Take the option out")
    return replace(site, telling=replace(site.telling, templates=_overrides(site)))


def _unfit(site: _Site, said: str, at: str, help: str) -> Unfit:
    return Unfit(site.telling.in_config(said, at=f"{at}:", help=help))


def _overrides(site: _Site) -> tuple[Path, ...]:
    """The folders of templates that lie over the theme's, the first counts; then the theme's own."""
    custom = site.theme.get("custom_dir")
    own = [site.root / str(custom)] if custom else []
    folders = (*own, site.root / "templates" / "frame", shipped.templates() / "frame")
    return (*(folder for folder in folders if folder.is_dir()), _theme())


def _theme() -> Path:
    return Path(get_theme_dir("material"))


def _untried(site: _Site, names: tuple[str, ...], configs: Mapping[str, Any]) -> Iterator[Finding]:
    """What Python-Markdown says of the extensions before any text is there."""
    try:
        Markdown.of(replace(site.settings, markdown_extensions=names, markdown_configs=configs))
    except Exception as error:  # noqa: BLE001 - extensions may raise anything
        last = next((name for name in names if repr(name) in str(error)), "markdown_extensions:")
        yield site.telling.in_config(
            f"`markdown_extensions`: {str(error).strip() or type(error).__name__}",
            at=last,
            help="Correct the extension or its options, install it, or take it out",
        )


def _unheeded(site: _Site) -> Iterator[Finding]:
    """What MkDocs would do and Zensical does not."""
    plugins = site.given.get("plugins") or []
    names = [n for entry in plugins for n in (entry if isinstance(entry, dict) else [entry])]
    severity = Severity.ERROR if site.telling.strict else Severity.WARNING
    for name in (str(name) for name in names):
        if name.removeprefix("material/") not in ("briefpress", "search"):
            said = f"the plugin {name} is not run: the site is drawn by Zensical"
            yield site.telling.in_config(said, at=name, help=_NOT_RUN, severity=severity)
    if site.given.get("hooks"):
        said = "`hooks` are not run: the site is drawn by Zensical"
        yield site.telling.in_config(said, at="hooks:", help=_NOT_RUN, severity=severity)


# ── the folder in which Zensical works ────────────────────────────────────────────────────────────────


def _drawn_in(place: Path, site: _Site, step: Callable[[], None]) -> tuple[Finding, ...]:
    """Lays out the folder and has Zensical draw into `site` in it."""
    found = sheets([_theme()], VARIANT)
    assets = hashed({**unpacked(found), **read.assets(site.root)})
    pages = _copied(site, place / site.docs)
    nav = site.given.get("nav") or _navigation(pages)
    _add(place / site.docs, site, nav, assets)
    _refuse_lost(site, nav, place / site.docs)
    for folder in reversed(site.telling.templates[:-1]):
        shutil.copytree(folder, place / "overrides", dirs_exist_ok=True)
    wanted = _wanted(site, assets, place / site.docs) | {"nav": nav}
    wanted["extra"]["bpsheets"] = are_all(found)
    return _run(_configured(place, site, wanted), site, _Drawing(place / site.docs, step))


def _copied(site: _Site, docs: Path) -> list[str]:
    """Copies docs/ less what the site leaves out, and gives its pages.

    Raises `Unfit` for what cannot be read or leads out of the site.
    """
    pages = []
    patterns = (str(site.given.get(option) or "") for option in ("exclude_docs", "draft_docs"))
    left_out = GitIgnoreSpec.from_lines([".*", "/templates/", *"\n".join(patterns).splitlines()])
    for path in sorted(_files(site, site.root / site.docs, ()), key=lambda path: path.as_posix()):
        name = path.relative_to(site.root / site.docs).as_posix()
        if left_out.match_file(name):
            continue
        if not name.isprintable():
            help = f"Rename the file in {site.docs}/ whose name is not UTF-8"
            raise Unfit(site.telling.in_config(f"the name {name!a} cannot be an address", help=help))
        content = path.read_bytes()
        if name.endswith(".md"):
            pages.append(name)
            try:
                content.decode()
            except UnicodeDecodeError:
                help = "Save the file as UTF-8"
                raise Unfit(site.telling.in_docs(name, "the page is not UTF-8", help=help)) from None
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content)
    return pages


def _files(site: _Site, folder: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """All files of docs/, through links too, as long as these stay in the site."""
    for path in folder.iterdir():
        real = path.resolve()
        if not (
            real.is_relative_to(site.root.resolve()) or real.is_relative_to((site.root / site.docs).resolve())
        ):
            name = path.relative_to(site.root / site.docs).as_posix()
            raise Unfit(
                site.telling.in_docs(
                    name, "this is a link that leads out of the site's folder", help="Copy what it leads to"
                )
            )
        if path.is_file():
            yield path
        elif path.is_dir() and real not in above:
            yield from _files(site, path, (*above, real))


def _add(docs: Path, site: _Site, nav: object, assets: Assets) -> None:
    """Adds the frame pages and our assets. Raises `Unfit` for a page where a section's own page will be."""
    for place in places(frozenset(named(nav))):
        path = docs / place.source
        if path.exists():
            said = "briefpress writes a page of this address; move yours"
            help = "Move the page to an address of its own"
            raise Unfit(site.telling.in_docs(place.source, said, help=help))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place.markdown, encoding="utf-8")
    for name, content in assets.files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content)


def _navigation(pages: Iterable[str]) -> list[Any]:
    """The navigation of a site that has not written one, as MkDocs makes it: a group for each folder of pages."""
    tree: dict[str, Any] = {}
    for page in (*pages, *(f"{section}/index.md" for section in MAIN)):
        *folders, name = page.split("/")
        level = tree
        for folder in folders:
            level = level.setdefault(f"{folder}/", {})
        level[name] = page
    return list(_entries(tree))


def _entries(level: Mapping[str, Any]) -> Iterator[Any]:
    for name in sorted(level, key=lambda name: (name.endswith("/"), name != "index.md", name)):
        held = level[name]
        if isinstance(held, str):
            yield held
        else:
            title = name.rstrip("/").replace("-", " ").replace("_", " ")
            yield {title.capitalize() if title.lower() == title else title: list(_entries(held))}


def _refuse_lost(site: _Site, nav: object, docs: Path) -> None:
    """Raises `Unfit` for an entry of `nav` without a page: Zensical would link to it from every page."""
    for name in _leaves(nav):
        if name.endswith(".md") and "://" not in name and not (docs / name).is_file():
            said = f"`nav` leads to {name}, which is not in {site.docs}/"
            help = f"Add the page to {site.docs}/, or take it out of `nav`"
            raise Unfit(site.telling.in_config(said, at=name, help=help))


def _leaves(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _leaves(item)


def _wanted(site: _Site, assets: Assets, docs: Path) -> dict[str, Any]:
    """The options that the site's own give way to."""
    theme, given = site.theme, site.given
    favicon = theme.get("favicon") or FAVICON
    return {
        "site_url": site.settings.site_url or None,
        "theme": {
            "name": "material",
            "variant": VARIANT,
            "custom_dir": "overrides",
            "font": False,
            "palette": theme.get("palette") or PALETTE,
            "features": features(theme.get("features") or []),
            "language": "en-GB" if (theme.get("language") or "en") == "en" else theme["language"],
            "favicon": assets.icon if assets.icon and favicon == FAVICON else favicon,
        },
        "extra_css": [*assets.styles, *(given.get("extra_css") or [])],
        "extra_javascript": [*assets.scripts, *(given.get("extra_javascript") or [])],
        "extra": _extra(site, assets, docs),
    }


def _extra(site: _Site, assets: Assets, docs: Path) -> dict[str, Any]:
    """What the templates of the frame ask for."""
    image = site.settings.image
    if image and not (image.endswith(PICTURES) and (docs / image).is_file()):
        said = f"`image: {image}`: there is no such PNG, JPEG or WebP in {site.docs}/"
        raise _unfit(site, said, "image", "Add the picture, or correct its path")
    extra: dict[str, Any] = {"bpengine": "zensical", "bpimage": image or assets.image}
    extra["bpprivate"] = site.settings.repository is Repository.PRIVATE
    if site.settings.specimen:
        extra["bpspecimen"] = [say("specimen.short"), say("specimen.long")]
    return extra


def _configured(place: Path, site: _Site, wanted: Mapping[str, Any]) -> Path:
    """Writes the configuration: the site's, less what Zensical shall not do, and with what is `wanted`.

    The file is one tag of YAML that stands for our own value (`configuration`), since options of Markdown extensions
    may be functions. Zensical completes what it gets, so it gets a copy.
    """
    global configuration  # noqa: PLW0603 - a tag can name nothing else; there is one build in a process at a time
    asked = {key: value for key, value in site.given.items() if key not in ("plugins", "hooks", "watch")}
    extensions = site.given.get("markdown_extensions") or []  # without, it takes many of its own
    own = {"docs_dir": site.docs, "site_dir": "site", "strict": False, "markdown_extensions": extensions}
    parts = {name: {**_mapping(asked.get(name)), **_mapping(wanted.get(name))} for name in ("theme", "extra")}
    parts["extra"] = json.loads(json.dumps(parts["extra"], default=str))  # it knows no dates
    configuration = deepcopy({**asked, **own, **wanted, **parts})
    path = place / "mkdocs.yml"
    path.write_text(f"!!python/name:{__name__}.configuration ''\n", encoding="utf-8")
    return path


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


configuration: dict[str, Any] = {}
"""What Zensical is to read next."""


def _take_over(drawn: Path, folder: Path) -> None:
    """Moves what was drawn, less what no page asks for."""
    for path in sorted(path for path in drawn.rglob("*") if path.is_file()):
        name = path.relative_to(drawn).as_posix()
        if is_unused(name):
            continue
        if name.endswith(".html"):
            path.write_text(tidied(path.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(folder / name)


# ── running it ────────────────────────────────────────────────────────────────────────────────────────


def _run(config: Path, site: _Site, drawing: _Drawing) -> tuple[Finding, ...]:
    """Has Zensical build, and gives what it said.

    It works in a thread beside this one, so that an alarm is heard here while it works outside Python.
    """
    raised: list[BaseException] = []

    def build() -> None:
        try:
            zensical.build(str(config), {"clean": False, "strict": False})
        except BaseException as error:  # noqa: BLE001 - extensions may raise anything, and Zensical may panic
            raised.append(error)

    with tempfile.TemporaryFile() as printed:
        try:
            with _printing_to(printed.fileno()), _noting(drawing):
                _wait(Thread(target=build, daemon=True), config.parent / "site", drawing.step)
        except TooLong as late:
            raised.append(late)
        printed.seek(0)
        said = printed.read().decode(errors="replace")
    for line in besides(said):
        sys.stderr.write(f"{line}\n")
    if raised and refused(raised[0]) in NO_ROOM:
        raise OSError(refused(raised[0]), os.strerror(refused(raised[0])))
    failed = (site.telling.failure(raised[0], drawing.page),) if raised else ()
    return (*site.telling.heard(said), *failed)


def _wait(thread: Thread, drawn: Path, step: Callable[[], None]) -> None:
    """Until the thread is done. A page more that lies there is a step."""
    pages = 0
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK_EVERY)
        now = sum(1 for _ in drawn.rglob("*.html"))
        if now > pages:
            step()
        pages = now


@contextmanager
def _noting(drawing: _Drawing) -> Iterator[None]:
    """Notes which page's text is converted: Zensical asks Python for that, page by page. And mends its addresses."""
    module: Any = import_module("zensical.markdown.render")
    convert = module.render

    def noted(content: str, path: str, *rest: Any) -> Any:
        drawing.page = path
        drawing.step()
        made = convert(content, path, *rest)
        made["content"] = from_file(made["content"], path, lambda name: (drawing.docs / name).is_file())
        drawing.page = ""
        return made

    module.render = noted
    try:
        yield
    finally:
        module.render = convert


@contextmanager
def _printing_to(file: int) -> Iterator[None]:
    """What this process prints goes into a file: Zensical prints its warnings, from outside Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {number: os.dup(number) for number in (1, 2)}
    try:
        for number in kept:
            os.dup2(file, number)
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, former in kept.items():
            os.dup2(former, number)
            os.close(former)


_ADD_DOCS = "Add the folder with a page index.md, or correct `docs_dir`"
_NOT_RUN = "Take it out, or draw the site with MkDocs: `engine: mkdocs`"
