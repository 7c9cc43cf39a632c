"""The difference between the last edition and this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefpress.model.artifact import Artifact, Plan
from briefpress.plan.digest import digest


def diff(previous: Mapping[str, str], artifacts: Iterable[Artifact]) -> Plan:
    """What to write, and what of the last edition (path -> digest) can be kept as it lies there."""
    write: list[Artifact] = []
    keep: list[Artifact] = []
    for artifact in sorted(artifacts, key=lambda a: a.path):
        before = previous.get(artifact.path)
        same = before is not None and before == digest(artifact.content)
        (keep if same else write).append(artifact)
    return Plan(tuple(write), tuple(keep))
