"""`mkdocs build` and `mkdocs serve` make the same pages as briefpress itself. Hooks only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime

from briefpress import edition, engine, report
from briefpress.model.finding import Finding
from briefpress.model.settings import Engine
from briefpress.publish import read, shipped
from briefpress.render.wording import say

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

    from briefpress.edition.making import Underway

_LOG = get_plugin_logger("briefpress")
_OTHER_ENGINE = (
    "`engine: zensical` holds for briefpress build; here MkDocs and Material draw the site. "
    "Publish what briefpress build makes"
)


class BriefpressPlugin(BasePlugin[LegacyConfig]):
    """Adds the frame pages and our assets; outside the engine it also checks, stamps and writes."""

    _assets: engine.Assets
    _is_specimen = False
    _is_private = False
    _image = ""
    _engine = ""
    _replaces = False
    _site: Path | None = None
    """Where the site lies, while MkDocs builds beside it."""
    _place: ExitStack | None = None
    """What keeps other builds of the site waiting until then."""
    _underway: Underway | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """A server shows a folder of its own; everything else replaces the site, at the end and in one step."""
        self._replaces = command != "serve"

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Leaves the options to briefpress, which reads them with their places in mkdocs.yml; the frame needs three.

        The engine is told about: MkDocs itself draws what it builds.
        """
        self._is_specimen = options.get("specimen") is True
        self._is_private = options.get("repository") == "private"
        self._image = str(options.get("image") or "")
        self._engine = str(options.get("engine") or "")
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Sets up the theme: the site's own overrides first, then ours."""
        root = _config_file(config).parent
        folders = (root / "templates" / "frame", shipped.templates() / "frame")
        own = read.assets(root)
        self._assets = engine.prepare(config, own, tuple(dict.fromkeys(f for f in folders if f.is_dir())))
        if self._is_specimen:
            config.extra["bpspecimen"] = [say("specimen.short"), say("specimen.long")]
        config.extra["bpprivate"] = self._is_private
        if self._replaces and not engine.is_drawing():
            self._site, self._place = Path(config.site_dir), ExitStack()
            try:
                place = self._place.enter_context(edition.place_beside(_config_file(config), self._site))
                config.site_dir = str(place)
            except edition.Unable as error:
                raise PluginError(f"briefpress: {error}") from error
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Checks everything before MkDocs empties the site's folder."""
        if engine.is_drawing():
            return
        if self._engine == Engine.ZENSICAL:
            _LOG.warning(_OTHER_ENGINE)
        try:
            self._underway = edition.begin(_config_file(config), get_build_datetime())
        except edition.Unable as error:
            raise Abort(f"briefpress: {error}") from error
        result = self._underway.result
        _tell(result.findings)
        if result.bugs:
            _LOG.error(report.text.bugs(result.bugs))
        if not result.published:
            raise Abort("briefpress found errors; nothing was published")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds what is generated."""
        engine.add_files(files, config, self._assets)
        if self._image:
            engine.show(self._image, files, config)
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Bounds what the theme's templates may fill."""
        engine.bounded(env)
        return env

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Tells the engine where MkDocs is."""
        engine.at_page(page.file.src_uri)
        return page

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tells the engine where MkDocs is."""
        engine.at_page(page.file.src_uri)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mends what templates cannot."""
        engine.at_page("")
        return engine.tidied(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mends what templates cannot."""
        return engine.tidied(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)  # after the plugins that still change what MkDocs drew
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamps and writes all pages of the edition."""
        if self._underway is None:  # the engine is drawing for us
            return
        try:
            findings = self._underway.finish(Path(config.site_dir))
        except edition.Unable as error:
            raise Abort(f"briefpress: {error}") from error
        finally:
            self._let_go()
        _tell(findings)
        if any(finding.is_error for finding in findings):
            raise Abort("briefpress found errors; nothing was published")
        if self._site is not None:
            edition.switch_in(Path(config.site_dir), self._site)
            config.site_dir = str(self._site)
            self._leave()

    def on_build_error(self, *, error: Exception) -> None:
        """Leaves the former site as it was, and nothing beside it."""
        self._leave()

    def on_shutdown(self) -> None:
        """The same when MkDocs ends before it builds."""
        self._leave()

    def _leave(self) -> None:
        self._let_go()
        if self._place is not None:
            self._place.close()
        self._place = None

    def _let_go(self) -> None:
        if self._underway is not None:
            self._underway.close()
        self._underway = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuilds when a briefing or a template is saved."""
        for name in ("briefings", "templates"):
            folder = _config_file(config).parent / name
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _config_file(config: MkDocsConfig) -> Path:
    if not config.config_file_path:
        raise PluginError("briefpress needs a mkdocs.yml in a file: it works on the folder where that lies")
    return Path(config.config_file_path)


def _tell(findings: Sequence[Finding]) -> None:
    """Logs findings as MkDocs does, so that `mkdocs build --strict` counts the warnings."""
    for finding in findings:
        (_LOG.error if finding.is_error else _LOG.warning)(report.text.findings([finding]).rstrip())
