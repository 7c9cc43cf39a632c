"""The workshop in which pages are made: Jinja in a sandbox and the Markdown dialect, made once for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import jinja2

from briefpress.model.finding import Finding
from briefpress.model.limit import TooLong
from briefpress.model.settings import Settings
from briefpress.render.filters import FILTERS
from briefpress.render.markdown import Dialect
from briefpress.render.sandbox import Sandbox
from briefpress.render.template_errors import FOLDER, TemplateFault, located, not_compiled, stopped


class _Templates(jinja2.BaseLoader):
    """Templates from a mapping, each compiled under its file's name, so that errors tell where they arose."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja fixes the signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.texts:
            raise jinja2.TemplateNotFound(template)
        return self.texts[template], f"{FOLDER}{template}", lambda: True


@dataclass(frozen=True, slots=True)
class Environment:
    """What expanding needs and no page changes: the templates by name, Jinja, and the Markdown dialect."""

    templates: Mapping[str, str]
    jinja: jinja2.Environment
    dialect: Dialect

    def expand(self, name: str, **values: Any) -> str:
        """The text of a template with these values; `TemplateFault` when a template is wrong."""
        try:
            return self.jinja.get_template(name).render(values)
        except TooLong as late:
            raise TemplateFault(stopped(late, name, self.templates, self._line)) from late
        except Exception as error:
            finding = located(error, self.templates)
            if finding is None:
                raise
            raise TemplateFault(finding) from error

    def _line(self, name: str, compiled: int) -> int:
        return self.jinja.get_template(name).get_corresponding_lineno(compiled)


def make(templates: Mapping[str, str], settings: Settings) -> Environment:
    """An environment for templates by name (`briefing.html`, `partials/links.html`).

    A template is trusted as code is, but runs in a sandbox with undefined names as errors; what it
    prints is escaped unless our own code made it as HTML.
    """
    jinja = Sandbox(_Templates(templates))
    jinja.filters.update(FILTERS)
    return Environment(templates, jinja, Dialect.of(settings))


def speaking(environment: Environment, settings: Settings) -> Environment:
    """The same templates with the Markdown dialect of these settings."""
    return replace(environment, dialect=Dialect.of(settings))


def faults(environment: Environment) -> tuple[Finding, ...]:
    """Every template that cannot be compiled, in the order of their names."""
    found = (_fault(environment, name) for name in sorted(environment.templates))
    return tuple(f for f in found if f is not None)


def _fault(environment: Environment, name: str) -> Finding | None:
    try:
        environment.jinja.get_template(name)
    except jinja2.TemplateError as error:
        return located(error, environment.templates)
    except (SyntaxError, RecursionError, MemoryError) as error:
        return not_compiled(error, name)
    return None
