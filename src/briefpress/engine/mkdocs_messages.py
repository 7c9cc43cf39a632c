"""What MkDocs logs or raises, as findings in the file that is to be mended."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from briefpress.model.finding import Finding, Severity
from briefpress.model.limit import TooLong
from briefpress.model.source import Location

_DOCS = "docs-page"
_CONFIG = "mkdocs-config"
_TEMPLATE = "frame-template"

_PAGE = re.compile(r"(?:(?:Doc file|Error reading page|Error building page) '|docs/)([^':]+\.md)(?:'|: )")
_QUOTED = re.compile(r"['`]([^'`]+)['`]")
_OPTION = re.compile(r"Config value '([^']+)':")
_MARK = re.compile(r"line (\d+), column (\d+)")


_PACKAGE = Path(__file__).resolve().parents[1]


class Messages(logging.Handler):
    """Listens to MkDocs' log. `strict` is the site's own setting: then a warning counts as an error."""

    def __init__(self, config_file: Path) -> None:
        super().__init__(logging.WARNING)
        self.config_file = config_file
        self.strict = False
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a record of the log."""
        self._records.append(record)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listens, and keeps the messages from being printed as well."""
        log = logging.getLogger("mkdocs")
        propagate, log.propagate = log.propagate, False
        log.addHandler(self)
        try:
            yield
        finally:
            log.removeHandler(self)
            log.propagate = propagate

    def findings(self) -> tuple[Finding, ...]:
        """What was heard; the message that merely announces an exception is left out."""
        return tuple(self._finding(record) for record in self._records if not _announces(record))

    def aborted(self, error: BaseException) -> tuple[Finding, ...]:
        """What was heard before MkDocs gave up, in the words of the hook that made it do so, if one did."""
        heard = self.findings()
        raised = next((e for e in _chain(error) if self._hook_line(e)), None)
        if raised is not None:
            return (*(f for f in heard if f.message != _said(raised)), self.failure(raised))
        return heard if any(found.is_error for found in heard) else (*heard, self.failure(error))

    def failure(self, error: BaseException, page: str = "") -> Finding:
        """A finding for what stopped MkDocs: in the template or page that is wrong, else in mkdocs.yml.

        `page` is the page of docs/ at which it was, where that is known.
        """
        template = _template_line(error)
        if template:
            return self._in_template(
                error, Location(_relative(template[0], self.config_file.parent), template[1])
            )
        hook = self._hook_line(error)
        if hook:
            said = f"this hook failed: {_said(error)}"
            return Finding(hook, _CONFIG, Severity.ERROR, said, help=_HOOK)
        pages = [_PAGE.match(_words(record)) for record in self._records if _announces(record)]
        for named in filter(None, pages):
            at = Location(f"docs/{named.group(1)}")
            return self._told(at, _DOCS, Severity.ERROR, _said(error))
        if page and (self.config_file.parent / "docs" / page).is_file():
            return self._told(Location(f"docs/{page}"), _DOCS, Severity.ERROR, _said(error))
        option = _option(error)
        if option:
            return self._told(self._in_config(option, ""), _CONFIG, Severity.ERROR, _said(error))
        name, mark = self.config_file.name, _MARK.search(str(error))
        at = Location(name, int(mark.group(1)), int(mark.group(2))) if mark else Location(name)
        return self._told(at, _CONFIG, Severity.ERROR, _said(error))

    def _hook_line(self, error: BaseException) -> Location | None:
        """The line of the site's own Python code (`hooks` of mkdocs.yml) that the error passed through last."""
        root = self.config_file.absolute().parent.resolve()
        passed = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename:
            passed.append((error.filename, error.lineno or 1))
        own = [(Path(file).resolve(), line) for file, line in passed if file.endswith(".py")]
        own = [(p, n) for p, n in own if "site-packages" not in p.parts and not p.is_relative_to(_PACKAGE)]
        lines = [(p, n) for p, n in own if p.is_relative_to(root)]
        return Location(lines[-1][0].relative_to(root).as_posix(), lines[-1][1]) if lines else None

    def _finding(self, record: logging.LogRecord) -> Finding:
        message = _words(record)
        grave = self.strict or record.levelno >= logging.ERROR or _LEADS_NOWHERE in message
        severity = Severity.ERROR if grave else Severity.WARNING
        page, option = _PAGE.match(message), _OPTION.match(message)
        if page:
            return self._told(self._in_docs(page.group(1), message), _DOCS, severity, message)
        at = self._in_config(option.group(1) if option else "", message)
        return self._told(at, _CONFIG, severity, message)

    def _in_template(self, error: BaseException, at: Location) -> Finding:
        said = f"{_said(error)} (template of the theme's frame)"
        return self._told(at, _TEMPLATE, Severity.ERROR, said)

    def _told(self, at: Location, rule: str, severity: Severity, said: str) -> Finding:
        """MkDocs' own words with a way out; paths as seen from the site root, the same on every machine."""
        said, root = _without_traceback(said), self.config_file.absolute().parent
        for folder in dict.fromkeys((root, root.resolve())):
            said = said.replace(f"{folder}/", "").replace(str(folder), ".") if folder.name else said
        return Finding(at, rule, severity, said, help=_help(rule, said))

    def _in_docs(self, page: str, message: str) -> Location:
        """The place of what the message quotes after the page's own name, else the page."""
        path = self.config_file.parent / "docs" / page
        quoted = _QUOTED.findall(message)[1:2]
        return _place_of(f"docs/{page}", path, quoted[0] if quoted else "")

    def _in_config(self, option: str, message: str) -> Location:
        quoted = _QUOTED.findall(message)[:1]
        wanted = f"{option}:" if option else quoted[0] if quoted else ""
        return _place_of(self.config_file.name, self.config_file, wanted)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _without_traceback(said: str) -> str:
    """The first and the last line of what MkDocs says with the lines of Python code between them."""
    first, *rest = said.strip().split("\n")
    return f"{first} {rest[-1].strip()}" if any(line.startswith('  File "') for line in rest) else said


def _option(error: BaseException) -> str:
    """The option of mkdocs.yml that MkDocs was validating when this was raised; "" for none.

    It expects its own ValidationError there; what else a value provokes tells no option.
    """
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name in _VALIDATING and frame.f_globals.get("__name__") == "mkdocs.config.base":
            return str(frame.f_locals.get("key", ""))
    return ""


_VALIDATING = ("_pre_validate", "_validate", "_post_validate")


def unfinished(config_file: Path, *, died: bool, engine: str = "MkDocs") -> Finding:
    """That the engine gave no answer: it `died`, or waits where nothing interrupts it. Hooks are the likely cause."""
    said = (
        f"{engine} ended in the middle of its work"
        if died
        else f"{engine} does not come to an end, and was stopped"
    )
    hooks = _hooks(config_file) if engine == "MkDocs" else []  # the other runs none
    if not hooks:
        return Finding(Location(config_file.name), _CONFIG, Severity.ERROR, said, help=_NO_HOOKS)
    help = f"A hook may be to blame: {', '.join(hooks)}"
    return Finding(
        _place_of(config_file.name, config_file, "hooks:"), _CONFIG, Severity.ERROR, said, help=help
    )


def _hooks(config_file: Path) -> list[str]:
    """The files that mkdocs.yml names as hooks, as far as its lines tell without a reader of YAML."""
    try:
        found = _HOOKS.search(config_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []
    return _PYTHON.findall(found[0]) if found else []


_HOOKS = re.compile(r"^hooks:.*(?:\n(?:[ \t-].*|#.*|))*", re.MULTILINE)
_PYTHON = re.compile(r"""[^\s\[\],"':]+\.py\b""")
_NO_HOOKS = "A plugin or Markdown extension may be to blame; take them out one by one"


def _announces(record: logging.LogRecord) -> bool:
    return _words(record).startswith("Error ")


def _words(record: logging.LogRecord) -> str:
    """What a record says; a hook's may not fit its own values."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - whatever formatting raises
        return str(record.msg)


def _help(rule: str, said: str) -> str:
    """How to mend it: by what MkDocs is known to say, else by the kind of file."""
    found = (help for words, help in _WAYS_OUT if words.search(said))
    return next(found, _BY_RULE[rule])


_WAYS_OUT = (
    (re.compile(r"surrogates not allowed"), "Rename the file in docs/ whose name is not UTF-8"),
    (
        re.compile(r"codec can't decode|not valid utf-?8|Encoding error", re.IGNORECASE),
        "Save the file as UTF-8",
    ),
    (re.compile(r"briefpress writes a page of this address"), "Move the page to an address of its own"),
    (re.compile(r"'nav' configuration"), "Add the page to docs/, or take it out of `nav`"),
    (
        re.compile(r"contains an? (absolute |unrecognized relative )?link"),
        "Correct the link, or add what it leads to",
    ),
    (re.compile(r"Unrecognised configuration name"), "Correct the spelling of the option, or remove it"),
    (re.compile(r"plugin is not installed"), "Install the plugin, or take it out of `plugins`"),
    (
        re.compile(r"YAML|while (parsing|scanning)|mapping values"),
        "Look at indents, colons and quotation marks here",
    ),
)
"""Some words of MkDocs' (1.6), and what helps."""
_HOOK = "Correct this line, or take its file out of `hooks` in mkdocs.yml"
_LEADS_NOWHERE = "is included in the 'nav' configuration, which is not found"
"""Of what MkDocs only warns, and what every page of the site would link to."""
_BY_RULE = {
    _DOCS: "Correct the page; the message is in MkDocs' own words",
    _TEMPLATE: "Correct the template, or remove it to use the one that it overrides",
    _CONFIG: "Correct the option; https://www.mkdocs.org/user-guide/configuration/ describes each",
}


def _template_line(error: BaseException) -> tuple[str, int] | None:
    """File and line of the template in which the error arose: a syntax error knows, others left a trace."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and file.endswith(".html") and isinstance(line, int):
        return file, line
    frames = [
        (frame.f_code.co_filename, _own_line(error, frame, number))
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith(".html")
    ]
    return frames[-1] if frames else None


def _own_line(error: BaseException, frame: FrameType, number: int) -> int:
    """A template's own line. Jinja puts the lines of errors right, and an alarm is none."""
    template = frame.f_globals.get("__jinja_template__")
    if isinstance(error, TooLong) and template is not None:
        return int(template.get_corresponding_lineno(number))
    return number


def _relative(file: str, root: Path) -> str:
    path, root = Path(file).resolve(), root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _said(error: BaseException) -> str:
    """The first line of what an exception says; its kind where it says nothing."""
    if isinstance(error, TooLong):
        return f"this takes longer than {error.seconds:g} s, and was stopped"
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _place_of(name: str, path: Path, wanted: str) -> Location:
    """The first line of a file that holds a text; the file's beginning when it does not."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Location(name)
    for number, line in enumerate(lines, start=1):
        if wanted and wanted in line:
            return Location(name, number, line.index(wanted) + 1)
    return Location(name)
