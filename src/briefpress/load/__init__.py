"""Bytes -> values: documents, the registry and the site's settings. The only importer of yaml."""

from briefpress.load.document import document
from briefpress.load.lock import lock
from briefpress.load.registry import principles, registry
from briefpress.load.settings import settings
from briefpress.load.version import version

__all__ = ["document", "lock", "principles", "registry", "settings", "version"]
