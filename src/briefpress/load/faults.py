"""How the modules of load tell what they noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.finding import Fault, FaultKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.model.source import Location

FAULTS_TOLD = 100
"""No more faults of one sort are told of one file: nobody mends a thousand by hand."""


def refusal(rule: str, at: Location, particular: str) -> Fault:
    """A fault of the kind INPUT: the id of its rule, and what was met."""
    return Fault(FaultKind.INPUT, at, found=rule, expected=particular)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults sorted by place."""
    return tuple(sorted(faults, key=lambda fault: (fault.at, fault.kind, fault.found)))
