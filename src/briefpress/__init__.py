"""briefpress: tech-ethics briefings, checked against the words of their sources and published as a site.

`load`, `check` and `build` do from Python what the command line does. Inside the package the modules of the
same names are always imported by their full name (`from briefpress.load import document`).
"""

from briefpress.edition import Result, Unable, build, check, load
from briefpress.model.document import Document
from briefpress.model.finding import Bug, Finding, Severity
from briefpress.model.source import Location

__all__ = ["Bug", "Document", "Finding", "Location", "Result", "Severity", "Unable", "build", "check", "load"]
