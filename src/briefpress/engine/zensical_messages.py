"""What Zensical prints or raises, as findings in the file that is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefpress.model.finding import Finding, Severity
from briefpress.model.limit import TooLong
from briefpress.model.source import Location

DOCS = "docs-page"
CONFIG = "mkdocs-config"
TEMPLATE = "frame-template"

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(
    r"^(?:Warning|Error): (?P<said>.+)\n"
    r"(?:\s*╭─\[ (?P<page>.+):(?P<line>\d+):(?P<column>\d+) \]\n(?:(?![ ]*─+╯).*\n)*[ ]*─+╯\n?)?",
    re.MULTILINE,
)
_PROGRESS = re.compile(r"Build (?:started|finished in .*)|(?:No|\d+) issues? found|")
"""Lines that say nothing of the site."""
_METADATA = re.compile(r"error reading page metadata '(?P<page>[^']+)': (?P<said>.*)")
_MARK = re.compile(r"(?: at byte \d+)? line (\d+) column (\d+)")
_IN_TEMPLATE = re.compile(r"(?P<said>.*) \(in (?P<name>[^()]+):(?P<line>\d+)\)", re.DOTALL)
_OF_PYTHON = re.compile(r"Python error: (?:[\w.]+: )?(?P<said>.*)")
_YAML_MARK = re.compile(r"line (\d+), column (\d+)")
_NO_ROOM = re.compile(r"\(os error (\d+)\)")
_TARGET = re.compile(r"[^\s()<>\"'\]]+")
_INCLUDED = re.compile(r"could not render include: error in \"[^\"]+\" \(in [^()]+\): ")


class Unfit(Exception):
    """The site cannot be drawn. Holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Telling:
    """Where things lie: the site's mkdocs.yml, its docs/ by name, and folders of templates, the first counts."""

    config_file: Path
    docs: str = "docs"
    templates: Sequence[Path] = ()
    strict: bool = False

    def in_config(
        self, said: str, *, help: str, at: str = "", severity: Severity = Severity.ERROR
    ) -> Finding:
        """At the first line of mkdocs.yml that holds a text, else at its beginning."""
        return Finding(self._line_of(at), CONFIG, severity, said, help=help)

    def in_docs(self, page: str, said: str, *, help: str = "") -> Finding:
        """At the beginning of a page of docs/."""
        return Finding(Location(f"{self.docs}/{page}"), DOCS, Severity.ERROR, said, help=help or _PAGE_HELP)

    def heard(self, printed: str) -> tuple[Finding, ...]:
        """The warnings in what Zensical has printed."""
        return tuple(self._warning(found) for found in _WARNING.finditer(_plain(printed)))

    def failure(self, error: BaseException, page: str = "") -> Finding:
        """What stopped Zensical, which was at the text of a page of docs/ or, "", elsewhere."""
        said = _said(error)
        metadata = _METADATA.match(said)
        if metadata:
            return self._front_matter(metadata["page"], metadata["said"])
        template = _IN_TEMPLATE.fullmatch(said)
        if template:
            at = Location(self._template(template["name"]), int(template["line"]))
            words = f"{_INCLUDED.sub('', template['said'])} (template of the theme's frame)"
            return Finding(at, TEMPLATE, Severity.ERROR, words, help=_TEMPLATE_HELP)
        raised = _OF_PYTHON.match(said)
        words = (raised["said"] if raised else said).strip().split("\n")[0]
        if page:
            return self.in_docs(page, words)
        if isinstance(error, TooLong):
            return self.in_config(f"Zensical does not come to an end: {words}", help=_ENDLESS_HELP)
        mark = _YAML_MARK.search(said)
        at = Location(self.config_file.name, *map(int, mark.groups())) if mark else self._line_of("")
        return Finding(at, CONFIG, Severity.ERROR, words, help=_YAML_HELP if mark else _CONFIG_HELP)

    def _front_matter(self, page: str, said: str) -> Finding:
        """Zensical counts the lines from after the opening `---`."""
        mark = _MARK.search(said)
        path = f"{self.docs}/{page}"
        at = Location(path, int(mark[1]) + 1, int(mark[2])) if mark else Location(path)
        words = f"the front matter cannot be read: {_MARK.sub('', said)}"
        return Finding(at, DOCS, Severity.ERROR, words, help=_YAML_HELP)

    def _warning(self, found: re.Match[str]) -> Finding:
        severity = Severity.ERROR if self.strict else Severity.WARNING
        if found["page"] is None:
            return self.in_config(found["said"], help=_CONFIG_HELP, severity=severity)
        at = Location(f"{self.docs}/{found['page']}", int(found["line"]), int(found["column"]))
        target = _TARGET.match(self._text_at(at))
        said = f"{found['said']}: {target[0]}" if target else found["said"]
        return Finding(at, DOCS, severity, said, help=_LINK_HELP if "does not exist" in said else _PAGE_HELP)

    def _text_at(self, at: Location) -> str:
        try:
            lines = (self.config_file.parent / at.path).read_text(encoding="utf-8").splitlines()
            return lines[at.line - 1][at.column - 1 :]
        except (OSError, IndexError, UnicodeDecodeError):
            return ""

    def _template(self, name: str) -> str:
        """The path of the template that Zensical knows by a name, as seen from the site's root."""
        root = self.config_file.absolute().parent
        found = next((folder / name for folder in self.templates if (folder / name).is_file()), Path(name))
        return found.relative_to(root).as_posix() if found.is_relative_to(root) else found.as_posix()

    def _line_of(self, text: str) -> Location:
        try:
            lines = self.config_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        for number, line in enumerate(lines, start=1):
            if text and text in line:
                return Location(self.config_file.name, number, line.index(text) + 1)
        return Location(self.config_file.name)


def besides(printed: str) -> Iterator[str]:
    """The lines of what was printed that are not Zensical's: extensions may print too."""
    yield from (
        line for line in _WARNING.sub("", _plain(printed)).splitlines() if not _PROGRESS.fullmatch(line)
    )


def refused(error: BaseException) -> int:
    """What the system refused to Zensical, as a number of errno(3); 0 for nothing."""
    found = _NO_ROOM.search(str(error))
    return int(found[1]) if found else 0


def _plain(printed: str) -> str:
    return _COLOURS.sub("", printed)


def _said(error: BaseException) -> str:
    if isinstance(error, TooLong):
        return f"this takes longer than {error.seconds:g} s, and was stopped"
    return str(error).strip() or type(error).__name__


_ENDLESS_HELP = (
    "A page of docs/ or a template of the frame is to blame; take the last that changed out, then look at it"
)
_LINK_HELP = "Correct the link, or add what it leads to"
_PAGE_HELP = "Correct the page; the message is in Zensical's own words"
_TEMPLATE_HELP = "Correct the template, or remove it to use the one that it overrides"
_YAML_HELP = "Look at indents, colons and quotation marks here"
_CONFIG_HELP = "Correct the option; https://zensical.org/docs/ describes what Zensical reads"
