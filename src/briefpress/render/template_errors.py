"""A fault in a template, told to the person who can mend it: at the template's own file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping

import jinja2

from briefpress.model.finding import Finding, Severity
from briefpress.model.limit import TooLong
from briefpress.model.source import Location

FOLDER = "templates/"
RULE = "template-invalid"
TOO_SLOW = "template-too-slow"
_TOO_SLOW_HELP = (
    "Look for loops within loops, here and in what it includes; if this template is the package's own,"
    " shorten the file, or try again when the machine is less busy"
)
_PART = re.compile(r"'(?P<name>[^']+)' is undefined|has no attribute '(?P<attribute>[^']+)'")


class TemplateFault(Exception):
    """A page could not be expanded because a template is wrong; `finding` says where and how to mend it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def located(error: BaseException, templates: Mapping[str, str]) -> Finding | None:
    """The finding for an error that arose while a template was compiled or run.

    None when the error arose in our own code and not in a template: then it is a fault of ours.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        at = Location(
            f"{FOLDER}{error.name or ''}", error.lineno, _column(templates, error.name or "", error)
        )
        return _finding(at, f"template syntax: {error.message}", "Correct the tag or expression on this line")
    if isinstance(error, jinja2.TemplateNotFound):
        at = _place(error, templates) or Location(FOLDER)
        help_ = f"Add the file {FOLDER}{error.name}, or remove what names it"
        return _finding(at, f"template “{error.name}” does not exist", help_)
    place = _place(error, templates)
    if place is None or not _is_templates_fault(error):
        return None
    return _finding(place, f"template cannot be expanded: {_said(error)}", _help(error))


def not_compiled(error: Exception, template: str) -> Finding:
    """The finding for a template that Jinja reads and Python refuses, since too much lies within one another."""
    deep = "brackets or expressions" if isinstance(error, RecursionError) else "loops, conditions or blocks"
    at = Location(f"{FOLDER}{template}")
    message = f"template cannot be compiled: too many {deep} lie within one another"
    return _finding(at, message, "Put the inner part into a template or macro of its own")


def stopped(late: TooLong, template: str, templates: Mapping[str, str], line_of: LineOf) -> Finding:
    """The finding for a template whose time was up while it was expanded: at the line that was being run.

    `line_of` tells a template's own line from that of its compiled code, since Jinja puts the lines of errors
    right, and this is none.
    """
    return Finding(
        at=_place(late, templates, line_of) or Location(f"{FOLDER}{template}"),
        rule=TOO_SLOW,
        severity=Severity.ERROR,
        message=f"expanding {template} took longer than {late.seconds:g} s and was stopped here",
        help=_TOO_SLOW_HELP,
    )


def too_slow(template: str, path: str, seconds: float) -> Finding:
    """The finding for a page that was stopped while it was expanded; `path` is the file it is made from."""
    return Finding(
        at=Location(f"{FOLDER}{template}"),
        rule=TOO_SLOW,
        severity=Severity.ERROR,
        message=f"expanding {template} for {path} took longer than {seconds:g} s",
        help=_TOO_SLOW_HELP,
        related=((Location(path), "the file from which the page was being made"),),
    )


def _finding(at: Location, message: str, help_: str) -> Finding:
    return Finding(at=at, rule=RULE, severity=Severity.ERROR, message=message, help=help_)


LineOf = Callable[[str, int], int]
"""A template's own line, by its name and the line of its compiled code."""


def _place(
    error: BaseException, templates: Mapping[str, str], line_of: LineOf = lambda _, line: line
) -> Location | None:
    """The innermost line of a template that the error passed through; Jinja keeps its own lines."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        name = frame.filename.removeprefix(FOLDER)
        if frame.filename.startswith(FOLDER) and name in templates:
            line = line_of(name, frame.lineno or 1)
            return Location(frame.filename, line, _indent(templates[name], line))
    return None


def _is_templates_fault(error: BaseException) -> bool:
    """True when the error was raised by Jinja or by the template's own line, not deep in our code."""
    if isinstance(error, (jinja2.TemplateError, RecursionError, MemoryError)):
        return True
    raised = traceback.extract_tb(error.__traceback__)[-1].filename
    return raised.startswith(FOLDER) or "/jinja2/" in raised or _called_from_template(error)


_OF_ARGUMENTS = (TypeError, KeyError, AttributeError, ValueError, OverflowError, MemoryError)


def _called_from_template(error: BaseException) -> bool:
    """True for a filter of ours called with the wrong thing: the frame above is not ours."""
    frames = traceback.extract_tb(error.__traceback__)
    if len(frames) < 2 or not isinstance(error, _OF_ARGUMENTS):
        return False
    return frames[-2].filename.startswith(FOLDER) or "/jinja2/" in frames[-2].filename


def _indent(text: str, line: int) -> int:
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return 1
    written = lines[line - 1]
    return len(written) - len(written.lstrip()) + 1


def _column(templates: Mapping[str, str], name: str, error: jinja2.TemplateSyntaxError) -> int:
    return _indent(templates.get(name, ""), error.lineno)


def _said(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it includes itself without end"
    if isinstance(error, MemoryError):
        return "it takes more memory than a page may have"
    if isinstance(error, KeyError):
        return f"no text named {error}"
    return str(error) or type(error).__name__


def _help(error: BaseException) -> str:
    found = _PART.search(str(error)) if isinstance(error, jinja2.UndefinedError) else None
    if found and found["name"]:
        return f"Check the spelling of “{found['name']}”; the names stand in docs/guide/templates.md"
    if found:
        return f"Check the spelling of “{found['attribute']}”; the names stand in docs/guide/templates.md"
    return "Compare this line with the template that the package ships under the same name"
