"""From a checked document to a page: the only place that knows Jinja and Python-Markdown."""

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
