"""What the sources amount to: verbatim words, origins, ceilings and flags (editorial.md 4.1, 4.2)."""

from briefpress.evidence.gather import Evidence, gather

__all__ = ["Evidence", "gather"]
