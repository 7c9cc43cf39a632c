"""Evidence labels: what each flag says of the evidence here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefpress.evidence.flags import is_affected_rights_holder
from briefpress.evidence.origins import UNIDENTIFIED, dated, publisher_known
from briefpress.model.vocabulary import Flag, SyntheticSignal, SyntheticSuspicion, Voice
from briefpress.render.filters import sentence, term
from briefpress.render.view.claims import contested
from briefpress.render.view.context import ClaimLink, Context, vocabulary
from briefpress.render.wording import count, listed, say


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its explanation; `claims` are the claims that it is about, if it is about some."""

    flag: Flag
    anchor: str
    text: str
    meaning: str
    claims: tuple[ClaimLink, ...] = ()


def labels(context: Context, flags: tuple[Flag, ...]) -> tuple[Label, ...]:
    """The labels of a document, in the order of the vocabulary."""
    return tuple(_label(context, flag) for flag in flags)


def _label(context: Context, flag: Flag) -> Label:
    claims = contested(context) if flag is Flag.ACCOUNTS_DIFFER else ()
    return Label(flag, f"label-{flag}", term(flag, "flag"), _MEANINGS[flag](context), claims)


def _plain(flag: Flag) -> Callable[[Context], str]:
    return lambda _: say(f"flag-meaning.{flag}")


def _single_origin(context: Context) -> str:
    n = len(context.evidence.sources)
    if n == 1:
        return say("flag-meaning.single-origin-alone")
    origins = dict.fromkeys(context.evidence.origins.values())
    if list(origins) == [UNIDENTIFIED]:
        return say("flag-meaning.single-origin-unidentified", n=n)
    groups = (context.registry.origin_groups.get(o) for o in origins)
    bases = [b for g in groups if g for b in g.basis]
    if not bases:
        return say("flag-meaning.single-origin-unexplained", n=n)
    return say("flag-meaning.single-origin", n=n, basis=listed(vocabulary(bases, "origin")))


def _unidentified(context: Context) -> str:
    n = sum(not publisher_known(s) for s in context.evidence.sources.values())
    return count("flag-meaning.unidentified-source", n)


def _undated(context: Context) -> str:
    some = any(dated(source) for source in context.evidence.sources.values())
    return say("flag-meaning.undated" if some else "flag-meaning.undated-all")


def _shared_wording(context: Context) -> str:
    """The pair of texts that shares the longest run, by name."""
    overlaps = context.evidence.overlaps
    pair = max(overlaps, key=lambda p: len(overlaps[p]))
    texts = listed([context.source_name(pair[0]), context.source_name(pair[1], inside=True)])
    return say("flag-meaning.shared-wording", texts=texts, n=len(overlaps[pair]))


def _accounts_differ(context: Context) -> str:
    return say("flag-meaning.accounts-differ", what=count("count.claims", len(contested(context))))


def _synthetic(context: Context) -> str:
    """The signs that all suspected texts show, then what single ones show beyond them."""
    suspected = {
        name: frozenset(source.synthetic_signals)
        for name, source in context.evidence.sources.items()
        if source.synthetic_suspicion is not SyntheticSuspicion.NONE
    }
    common = frozenset.intersection(*suspected.values())
    signals = _signals(common) or say("flag-meaning.synthetic-suspected-undetailed")
    meaning = count("flag-meaning.synthetic-suspected", len(suspected), signals=signals)
    by_extra: dict[frozenset[SyntheticSignal], list[str]] = {}
    for name, shown in suspected.items():
        if shown - common:
            by_extra.setdefault(shown - common, []).append(name)
    return " ".join((meaning, *(_shows_also(context, names, extra) for extra, names in by_extra.items())))


def _shows_also(context: Context, names: list[str], extra: frozenset[SyntheticSignal]) -> str:
    texts = listed(context.source_name(name, inside=index > 0) for index, name in enumerate(names))
    verb = say(f"flag-meaning.shows-also.{'one' if len(names) == 1 else 'many'}")
    return say("flag-meaning.synthetic-suspected-also", texts=texts, verb=verb, signals=_signals(extra))


def _signals(shown: frozenset[SyntheticSignal]) -> str:
    return listed(vocabulary((signal for signal in SyntheticSignal if signal in shown), "signal"))


def _voices_missing(context: Context) -> str:
    unheard = [
        s
        for s in context.document.entry.stakeholders
        if s.voice is Voice.NONE and is_affected_rights_holder(s, context.registry)
    ]
    named = say("flag-meaning.voices-missing", groups=context.names(s.name for s in unheard))
    sought = dict.fromkeys(sentence(s.sought) for s in unheard if s.sought)
    return f"{named} {next(iter(sought))}" if len(sought) == 1 else named


_MEANINGS: dict[Flag, Callable[[Context], str]] = {
    Flag.SINGLE_ORIGIN: _single_origin,
    Flag.NO_PRIMARY_SOURCE: _plain(Flag.NO_PRIMARY_SOURCE),
    Flag.NO_NAMED_SOURCE: _plain(Flag.NO_NAMED_SOURCE),
    Flag.UNDATED: _undated,
    Flag.UNIDENTIFIED_SOURCE: _unidentified,
    Flag.SHARED_WORDING: _shared_wording,
    Flag.ACCOUNTS_DIFFER: _accounts_differ,
    Flag.SYNTHETIC_SUSPECTED: _synthetic,
    Flag.VOICES_MISSING: _voices_missing,
}
