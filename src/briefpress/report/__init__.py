"""Findings for people, for machines and for continuous integration.

`sarif` and `todo` are imported by who needs them: `check` shall be quick.
"""

from briefpress.report import explanation, github, json, text

__all__ = ["explanation", "github", "json", "text"]
