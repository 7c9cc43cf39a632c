"""What a file says, as a digest: so that a public change without a new version is noticed.

The digests stand in every site's lock. tests/unit/evidence/test_content.py pins one of them: a change here, or
to the order or the defaults of the models, would make every published page look changed.
"""

from __future__ import annotations

import hashlib

from briefpress.model.briefing import Common

_ASIDE = frozenset(
    {
        *("status", "published", "updated", "embargo_until", "version"),  # told beside it, in the lock
        *("withdrawn", "removed"),  # the state, with its own notice
        *("redirect_from", "suppress"),  # what concerns the desk, and not what is said
    }
)
_CLAIM_DIGITS = 16
"""Hexadecimal digits of a claim's digest: nobody looks for one among billions."""


def content_digest(entry: Common, body: str) -> str:
    """SHA-256 of what a briefing or digest says, in hexadecimal, however its file is laid out.

    What stands in the lock by itself, the notice of a withdrawal, redirects and suppressions do not count.
    """
    values = entry.model_dump_json(exclude=set(_ASIDE), exclude_defaults=True, by_alias=True)
    return hashlib.sha256(f"{values}\n{body.strip()}\n".encode()).hexdigest()


def claim_digest(text: str) -> str:
    """The digest of a claim's text, spaces folded: 16 hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_CLAIM_DIGITS]
