"""`briefpress new`: a first draft, or a new entry of the registry, from a few answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefpress.cli.completion import ids
from briefpress.cli.options import CONFIG, NOW, moment
from briefpress.model.vocabulary import OrganisationKind, PersonKind, TypeOfWork

if TYPE_CHECKING:
    from briefpress.edition.answers import Check
    from briefpress.edition.drafting import Made

_SLUG = click.option("--slug", help="Name of the file; made of the title by default.")
_YEAR = click.option(
    "--year", type=click.IntRange(1000, 9999), help="Folder that it lies in; this year by default."
)
_EDITOR = click.option(
    "--editor", help="Who answers for it: ids, with commas between; the only desk by default."
)
_ID = click.option("--id", "name", default="", help="Its id; made of what it is called by default.")
_EVEN_IF_NEAR = click.option("--even-if-near", is_flag=True, help="Add it although a similar name is there.")


@click.group()
def new() -> None:
    """Write a first draft, or a new entry of the registry. Nothing is overwritten.

    On a terminal it asks at most five questions; what an option answers is not asked. Elsewhere, as in a script, the
    options are all there is.

    \b
    Examples:
      briefpress new briefing
      briefpress new digest --title "Who keeps the rota" --period 2026
      briefpress new topic --label "Data law" --definition "What the law says about data."
    """


@new.command()
@click.option("--title", help="Event first, then a colon and who says what; at most 90 characters.")
@click.option("--event", help="The event's name; the title up to its colon by default.")
@click.option("--what-happened", help="What is said to have happened and who says so, in a sentence.")
@click.option(
    "--event-date", default="unknown", help="When it happened, such as 2026-11; unknown by default."
)
@click.option(
    "--source", "sources", shell_complete=ids("sources"), help="Ids of sources, with commas between."
)
@click.option("--topic", "topics", shell_complete=ids("topics"), help="Ids of topics, with commas between.")
@click.option(
    "--type",
    "type_of_work",
    type=click.Choice([str(one) for one in TypeOfWork]),
    default=str(TypeOfWork.SOURCE_REVIEW),
    show_default=True,
    help="What kind of work it is.",
)
@_EDITOR
@_SLUG
@_YEAR
@CONFIG
@NOW
def briefing(
    title: str | None,
    event: str | None,
    what_happened: str | None,
    event_date: str,
    sources: str | None,
    topics: str | None,
    type_of_work: str,
    editor: str | None,
    slug: str | None,
    year: int | None,
    config_file: Path,
    now: datetime | None,
) -> None:
    """Write a draft of a briefing, with a comment beside each field that is still empty.

    \b
    Examples:
      briefpress new briefing
      briefpress new briefing --title "Example Tower: cleaners say shifts end later" \\
        --what-happened "The cleaners say that night shifts end an hour later." \\
        --source cleaners-letter --topic work-and-organising
    """
    from briefpress.edition import answers, drafting
    from briefpress.edition.desk import desk

    today = moment(now).date()
    site = desk(config_file)
    checks = drafting.fields(site, today)
    said = _answer("Title: the event, a colon, who says what", "--title", title, checks["title"])
    values = {
        "title": said,
        "event": _answer(
            "Event, as a name", "--event", event, checks["event"], answers.event_of(said) or None
        ),
        "what_happened": _answer(
            "What is said to have happened, and who says so, in a sentence",
            "--what-happened",
            what_happened,
            checks["what_happened"],
        ),
        "event_date": _given("--event-date", event_date, checks["event_date"]),
        "sources": _answer("Sources, by id", "--source", sources, checks["sources"], ""),
        "topics": _answer("Topics, by id", "--topic", topics, checks["topics"], ""),
        "type_of_work": type_of_work,
        "editor": _given("--editor", editor or drafting.editor_of(site.registry), checks["editor"]),
    }
    name = _name(said, slug, checks["slug"])
    _tell(drafting.briefing(site, today, str(year or today.year), name, values))


@new.command()
@click.option("--title", help="What joins the briefings; at most 90 characters.")
@click.option("--period", help="The time covered, such as 2026-10/2026-11.")
@click.option("--briefings", help="2 to 12 ids such as 2026-film-licence, with commas between.")
@_EDITOR
@_SLUG
@_YEAR
@CONFIG
@NOW
def digest(
    title: str | None,
    period: str | None,
    briefings: str | None,
    editor: str | None,
    slug: str | None,
    year: int | None,
    config_file: Path,
    now: datetime | None,
) -> None:
    """Write a draft of a digest, which reads several briefings together.

    \b
    Example:
      briefpress new digest --title "Who keeps the rota" --period 2026 \\
        --briefings 2026-longer-night-shifts,2026-shift-planning
    """
    from briefpress.edition import drafting
    from briefpress.edition.desk import desk

    today = moment(now).date()
    site = desk(config_file)
    checks = drafting.fields(site, today)
    said = _answer("Title", "--title", title, checks["digest_title"])
    values = {
        "digest_title": said,
        "period": _answer("Time covered", "--period", period, checks["period"]),
        "briefings": _answer("Briefings, by id", "--briefings", briefings, checks["briefings"]),
        "editor": _given("--editor", editor or drafting.editor_of(site.registry), checks["editor"]),
    }
    name = _name(said, slug, checks["slug"])
    _tell(drafting.digest(site, today, str(year or today.year), name, values))


@new.command()
@click.option("--name", "called", help="What it calls itself; at most 80 characters.")
@click.option("--kind", help=f"One of {', '.join(OrganisationKind)}.")
@click.option("--alias", "aliases", multiple=True, help="Another name met in sources; may be given again.")
@click.option(
    "--part-of", shell_complete=ids("organisations"), help="Id of the organisation that it belongs to."
)
@_ID
@_EVEN_IF_NEAR
@CONFIG
def organisation(
    called: str | None,
    kind: str | None,
    aliases: tuple[str, ...],
    part_of: str | None,
    name: str,
    even_if_near: bool,
    config_file: Path,
) -> None:
    """Register a body that briefings name.

    \b
    Example:
      briefpress new organisation --name "Example Tower Ltd" --kind company
    """
    from briefpress.edition import answers
    from briefpress.model.registry import Organisation

    registrar = _Registrar(config_file, "organisations", name, even_if_near=even_if_near)
    registrar.register(
        {
            "name": _answer("Name", "--name", called, answers.text(Organisation, "name")),
            "kind": _answer(
                f"Kind ({', '.join(OrganisationKind)})",
                "--kind",
                kind,
                answers.one_of([str(one) for one in OrganisationKind]),
            ),
            "aliases": [_given("--alias", one, answers.text(Organisation, "aliases")) for one in aliases],
            "part_of": _answer("Part of, by id", "--part-of", part_of, registrar.one("organisations"), ""),
        }
    )


@new.command()
@click.option("--name", "called", help="What they call themselves.")
@click.option("--role", help="In what capacity they are named; at most 60 characters.")
@click.option("--public-role", help="yes or no: are they named in a public role?")
@click.option("--affiliation", shell_complete=ids("organisations"), help="Id of their organisation.")
@click.option("--consent", is_flag=True, help="They agreed to be named, and that is recorded.")
@click.option("--desk", is_flag=True, help="It is a desk that stands for people named elsewhere.")
@_ID
@_EVEN_IF_NEAR
@CONFIG
def person(
    called: str | None,
    role: str | None,
    public_role: str | None,
    affiliation: str | None,
    consent: bool,
    desk: bool,
    name: str,
    even_if_near: bool,
    config_file: Path,
) -> None:
    """Register a person in a public role, one who agreed to be named, or a desk.

    \b
    Example:
      briefpress new person --name "Jane Roe" --role "Mayor of Example" --public-role yes
    """
    from briefpress.edition import answers
    from briefpress.model.registry import Person

    registrar = _Registrar(config_file, "people", name, even_if_near=even_if_near)
    values: dict[str, Any] = {
        "name": _answer("Name", "--name", called, answers.text(Person, "name")),
        "role": _answer("Role", "--role", role, answers.text(Person, "role")),
    }
    public = _answer(
        "Named in a public role? (yes, no)", "--public-role", public_role, answers.one_of(["yes", "no"])
    )
    if public == "no" and not consent:
        raise click.UsageError(
            "a person without a public role may be named only with recorded consent: --consent; else describe by role"
        )
    values["public_role"] = public == "yes"
    values["affiliation"] = _answer(
        "Organisation, by id", "--affiliation", affiliation, registrar.one("organisations"), ""
    )
    registrar.register(
        values
        | ({"consent": "recorded"} if consent else {})
        | ({"kind": str(PersonKind.DESK)} if desk else {})
    )


@new.command()
@click.option("--label", help="What readers see; at most 40 characters.")
@click.option("--definition", help="What belongs here; at most 40 words.")
@click.option("--broader", shell_complete=ids("topics"), help="Id of the wider topic.")
@_ID
@_EVEN_IF_NEAR
@CONFIG
def topic(
    label: str | None,
    definition: str | None,
    broader: str | None,
    name: str,
    even_if_near: bool,
    config_file: Path,
) -> None:
    """Register a subject under which briefings are found.

    \b
    Example:
      briefpress new topic --label "Data law" --definition "What the law says about data."
    """
    from briefpress.edition import answers
    from briefpress.model.registry import Topic

    registrar = _Registrar(config_file, "topics", name, even_if_near=even_if_near)
    registrar.register(
        {
            "label": _answer("Label", "--label", label, answers.text(Topic, "label")),
            "definition": _answer(
                "Definition, one sentence", "--definition", definition, answers.text(Topic, "definition")
            ),
            "broader": _answer("Broader topic, by id", "--broader", broader, registrar.one("topics"), ""),
        }
    )


# ── asking, and telling ───────────────────────────────────────────────────────────────────────────────


class _Registrar:
    """Puts an entry into a registry of a site, which is read once."""

    def __init__(self, config_file: Path, kind: str, name: str, *, even_if_near: bool) -> None:
        from briefpress.edition.desk import desk

        self._site, self._kind, self._name = desk(config_file), kind, name
        self._even_if_near = even_if_near

    def one(self, kind: str) -> Check:
        """The check for the id of one entry of a registry."""
        from briefpress.edition import answers

        entries: Mapping[str, Any] = getattr(self._site.registry, kind)
        return answers.known(entries, answers.names_of(entries), most=1)

    def register(self, values: Mapping[str, Any]) -> None:
        """Writes the entry, and tells where."""
        from briefpress.edition import drafting

        made = drafting.entry(self._site, self._kind, self._name, values, even_if_near=self._even_if_near)
        _tell(made)


def _answer(question: str, option: str, given: str | None, check: Check, default: str | None = None) -> str:
    """What an option says, else what is answered on a terminal, else the default; "" is no answer, but a choice."""
    if given is not None:
        return _given(option, given, check)
    if not _can_ask():
        if default is None:
            raise click.UsageError(f"say {option}: without a terminal nothing can be asked")
        return _given(option, default, check)
    shown = f"{question}{' (Enter for none)' if default == '' else ''}"
    answer: str = click.prompt(
        shown, default=default, show_default=bool(default), value_proc=_asked(check), err=True
    )
    return answer


def _can_ask() -> bool:
    """True on a terminal; a process may have no standard input at all."""
    return bool(getattr(sys.stdin, "isatty", bool)())


def _asked(check: Check) -> Callable[[str], str]:
    """The check of an answer at a question: one that cannot stand is told, and asked for again."""

    def checked(answer: str) -> str:
        from briefpress.edition.answers import Unsuitable
        from briefpress.report.visible import visible

        try:
            return check(answer)
        except Unsuitable as unsuitable:
            raise click.UsageError(f"the answer {visible(str(unsuitable))}") from None

    return checked


def _given(option: str, value: str, check: Check) -> str:
    from briefpress.edition.answers import Unsuitable
    from briefpress.report.visible import visible

    try:
        return check(value)
    except Unsuitable as unsuitable:
        raise click.UsageError(f"{option} {visible(str(unsuitable))}") from None


def _name(title: str, slug: str | None, check: Check) -> str:
    from briefpress.edition import answers

    name = slug if slug is not None else answers.slug_of(title)
    if not name:
        raise click.UsageError("no file name can be made of this title; give one with --slug")
    return _given("--slug", name, check)


def _tell(made: Made) -> None:
    """Where it stands on standard output, what to do next on standard error."""
    click.echo(made.path)
    for line in made.then:
        click.echo(line, err=True)
