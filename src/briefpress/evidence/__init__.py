"""What the sources amount to: verbatim words, origins, ceilings and flags."""

from briefpress.evidence.gather import Evidence, gather

__all__ = ["Evidence", "gather"]
