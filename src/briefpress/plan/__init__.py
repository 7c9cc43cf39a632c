"""What to write: digests of the last edition and of this one, and the difference between them."""

from briefpress.plan.diff import diff
from briefpress.plan.digest import digest
from briefpress.plan.manifest import Manifest, Row, parse, text

__all__ = [
    "Manifest",
    "Row",
    "diff",
    "digest",
    "parse",
    "text",
]
