"""Texts are taken together for a reason that readers can see."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Finding
from briefpress.model.registry import OriginGroup, Registry
from briefpress.model.source import Location

_HELP = "List what ties them, such as `basis: [shared-wording]`"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline source that makes an unexplained group one of two or more."""
    inline = subject.document.inline_sources()
    for index, source in inline:
        group = subject.registry.origin_groups.get(source.origin_group)
        if group is None or group.basis:
            continue
        registered = _members(group.id, subject.registry)
        if registered < 2 <= registered + sum(s.origin_group == group.id for _, s in inline):
            at = subject.at("sources", index, "origin_group")
            related = _registered(subject.registry, group.id)
            yield RULE.finding(subject, at, _message(group), help=_HELP, related=related)


def _registered(registry: Registry, group: str) -> tuple[tuple[Location, str], ...]:
    """Where the group stands that wants the basis."""
    path, at = registry.places["origin_groups", group]
    return ((registry.locate[path]((*at, "id")), "the group"),)


def across(overview: Overview) -> Iterator[Finding]:
    """One finding for each group of two or more registered sources that gives no basis."""
    for placed, group in overview.of(OriginGroup):
        if group.basis or placed.is_broken("basis"):
            continue
        if _members(group.id, overview.registry) >= 2:
            yield RULE.finding(placed, placed.at("basis"), _message(group), help=_HELP)


def _message(group: OriginGroup) -> str:
    return f'origin group "{group.id}" has no basis'


def _members(group: str, registry: Registry) -> int:
    return sum(source.origin_group == group for source in registry.sources.values())


RULE = FileRule(
    id="origin-unexplained",
    weight=Weight.ERROR,
    summary="sources taken as one origin without a reason",
    check=check,
    across=across,
)
