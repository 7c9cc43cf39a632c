"""The digest by which a file of the site is recognised."""

from __future__ import annotations

import hashlib


def digest(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
