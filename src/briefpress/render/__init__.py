"""From a checked document to a page: the only place that knows Jinja and Python-Markdown."""

from briefpress.render import feeds, listings, sitemap, slots, twins
from briefpress.render.environment import Environment, faults, make
from briefpress.render.expand import body, entry
from briefpress.render.markdown import Rendered
from briefpress.render.site import Site
from briefpress.render.template_errors import TemplateFault, too_slow

__all__ = [
    "Environment",
    "Rendered",
    "Site",
    "TemplateFault",
    "body",
    "entry",
    "faults",
    "feeds",
    "listings",
    "make",
    "sitemap",
    "slots",
    "too_slow",
    "twins",
]
