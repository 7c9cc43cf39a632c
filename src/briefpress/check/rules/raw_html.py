"""No HTML and no script in fields or body: fields are plain text, the body is Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice

from briefpress.check.placed import ByKind, Placed, text_fields
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.code import code, fenced, within
from briefpress.model.finding import Finding
from briefpress.model.source import Location

_HTML = re.compile(
    r"</?[a-z][a-z0-9-]*(?![a-z0-9:@.+_-])"  # a tag, but not <https://example.org> or <desk@example.org>
    r"|<!--|<![a-z\[]|<\?",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"(?:java|vb)script\s*:|data\s*:\s*(?:text/html|image/svg|application/xhtml)", re.IGNORECASE
)
_LINK = re.compile(r"(?:\]\(|\]:|<)[ \t]*<?[ \t]*(?P<script>" + _SCRIPT.pattern + ")", re.IGNORECASE)
_TOLD = 100
"""Places in a body that are looked at: nobody mends a thousand by hand."""
_IN_BODY = re.compile(f"{_HTML.pattern}|{_LINK.pattern}", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each field with HTML or a script address, and for each such place in the body."""
    yield from _fields(subject.by_kind)
    markdown, start = subject.document.body.markdown, subject.document.body.at
    suspicious = "<" in markdown or "](" in markdown or "]:" in markdown
    found = list(islice(_IN_BODY.finditer(markdown), _TOLD)) if suspicious else []
    in_code = code(markdown, fenced(markdown)) if found else []
    lines = [0, *(newline.end() for newline in re.finditer("\n", markdown))] if found else []
    for match in found:
        if not within(match.start(), in_code):
            line = bisect_right(lines, match.start()) - 1
            at = Location(start.path, start.line + line, match.start() - lines[line] + 1)
            yield _in_body(subject, at, match)


def _in_body(subject: Subject, at: Location, match: re.Match[str]) -> Finding:
    if match["script"]:
        message, help = (
            f'script address "{match["script"]}" in body',
            "Link to a page, by an address with https://",
        )
    else:
        message, help = (
            f'raw HTML "{match.group()}" in body',
            "Use Markdown; to show a tag, put it between backticks",
        )
    return RULE.finding(subject, at, message, help=help)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for the fields of registry entries."""
    yield from _fields(overview.by_kind)


def _fields(by_kind: ByKind) -> Iterator[Finding]:
    for one in _suspicious(by_kind):
        for path, text in one.texts():
            match = _HTML.search(text) if "<" in text else None
            if match:
                message = f'raw HTML "{match.group()}" in {one.name(*path)}'
                yield RULE.finding(
                    one, one.at(*path), message, help="Write plain text; fields show it as it is"
                )


def _suspicious(by_kind: ByKind) -> Iterator[Placed]:
    """Entries whose text has a `<`, as next to none has."""
    for kind, entries in by_kind.items():
        names = [name for name, _ in text_fields(kind)]
        for one in entries:
            values = one.entry.__dict__
            for name in names:
                value = values[name]
                if value and ("<" in value if type(value) is str else _holds_bracket(value)):
                    yield one
                    break


def _holds_bracket(value: object) -> bool:
    """True for a list or map of text with a `<`."""
    texts = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return any(type(text) is str and "<" in text for text in texts)


RULE = FileRule(
    id="raw-html",
    weight=Weight.ERROR,
    summary="HTML in a field or the body, or a script address in the body",
    check=check,
    across=across,
)
