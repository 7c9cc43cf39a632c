"""Findings for people, for machines and for continuous integration."""

from briefpress.report import github, json, text

__all__ = ["github", "json", "text"]
