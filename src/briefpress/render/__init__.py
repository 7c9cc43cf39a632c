"""From a checked document to a page: the only place that knows Jinja and Python-Markdown.

Its parts are imported when something here needs them: the process that draws takes two small ones only.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.render import (
        data,
        feeds,
        listings,
        mail,
        opensearch,
        redirects,
        sitemap,
        slots,
        twins,
        versions,
    )
    from briefpress.render.environment import Environment, faults, make, speaking
    from briefpress.render.expand import body, entry
    from briefpress.render.markdown import NotRendered, Rendered
    from briefpress.render.site import Site
    from briefpress.render.template_errors import TOO_SLOW, TemplateFault, too_slow
    from briefpress.render.twins import Twin
    from briefpress.render.view.context import Context

__all__ = [
    "TOO_SLOW",
    "Context",
    "Environment",
    "NotRendered",
    "Rendered",
    "Site",
    "TemplateFault",
    "Twin",
    "body",
    "data",
    "entry",
    "faults",
    "feeds",
    "listings",
    "mail",
    "make",
    "opensearch",
    "redirects",
    "sitemap",
    "slots",
    "speaking",
    "too_slow",
    "twins",
    "versions",
]

_NAMES = {
    "Context": "view.context",
    "Environment": "environment",
    "NotRendered": "markdown",
    "Rendered": "markdown",
    "Site": "site",
    "TOO_SLOW": "template_errors",
    "TemplateFault": "template_errors",
    "Twin": "twins",
    "body": "expand",
    "entry": "expand",
    "faults": "environment",
    "make": "environment",
    "speaking": "environment",
    "too_slow": "template_errors",
}
"""Where those names stand that are no modules."""


def __getattr__(name: str) -> Any:
    """A part, or a name of one (PEP 562); asked once."""
    if name not in __all__:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_NAMES.get(name, name)}")
    found = globals()[name] = getattr(module, name) if name in _NAMES else module
    return found
