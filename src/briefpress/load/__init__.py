"""Bytes -> values: documents, the registry and the site's settings. The only importer of yaml."""

from briefpress.load.document import document
from briefpress.load.registry import principles, registry
from briefpress.load.settings import settings

__all__ = ["document", "principles", "registry", "settings"]
