"""What to write: digests of the last edition and of this one, and the difference between them."""

from briefpress.plan.diff import diff
from briefpress.plan.digest import digest
from briefpress.plan.manifest import Manifest, Row, parse, text
from briefpress.plan.release import dropped, kept_at, lock_text, released, to_keep

__all__ = [
    "Manifest",
    "Row",
    "diff",
    "digest",
    "dropped",
    "kept_at",
    "lock_text",
    "parse",
    "released",
    "text",
    "to_keep",
]
