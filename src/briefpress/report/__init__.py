"""Findings for people, for machines and for continuous integration."""

from briefpress.report import explanation, github, json, text

__all__ = ["explanation", "github", "json", "text"]
