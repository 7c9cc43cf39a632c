"""Which unquoted scalars are not text to every reader of YAML 1.1, YAML 1.2 and JSON."""

from __future__ import annotations

import re

from briefpress.model.plain import Plain, PlainKind

_BOOLEANS = ("y", "yes", "n", "no", "true", "false", "on", "off")
_NULLS = ("", "~", "null", "Null", "NULL")
_AGREED = {"true": True, "false": False}

NOTHING = Plain("", PlainKind.NOTHING)
"""A key or list item without a value."""

_WORDS = {raw: Plain(raw, PlainKind.NOTHING) for raw in _NULLS} | {
    spelt: Plain(spelt, PlainKind.BOOLEAN, _AGREED.get(spelt))
    for word in _BOOLEANS
    for spelt in (word, word.capitalize(), word.upper())
}

_FIRST = frozenset("0123456789+-.")

# The types of YAML 1.1 (https://yaml.org/type/), the core and JSON schemas of YAML 1.2.2 (chapter 10), and
# the reading that Ruby has of times with a leading zero.
_NUMBER_OR_DATE = re.compile(
    r"""
    (?P<INTEGER> [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-fA-F_]+ | [0-9][0-9_]*+(?: :[0-5]?[0-9])* ) )
    | (?P<DECIMAL>
        [-+]? (?: [0-9][0-9_]*+\.[0-9_]* | \.[0-9][0-9_]* ) (?: [eE][-+]?[0-9]+ )?
        | [-+]? [0-9][0-9_]*+ [eE][-+]?[0-9]+
        | [-+]? [0-9][0-9_]*+(?: :[0-5]?[0-9])+ \.[0-9_]*
        | [-+]? \.(?: inf | Inf | INF ) | \.(?: nan | NaN | NAN ) )
    | (?P<DATE>
        [0-9]{4}-[0-9]{2}-[0-9]{2}
        | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [Tt] | [ \t]+ ) [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?: \.[0-9]* )?
          (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )? )
    """,
    re.VERBOSE | re.ASCII,
)
_AGREED_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)


def plain(raw: str) -> str | Plain:
    """The scalar as text, or as `Plain` when some reader would make something else of it.

    >>> plain("no").kind.value, plain("1e3").kind.value, plain("12").value, plain("news")
    ('true or false', 'a decimal number', 12, 'news')
    """
    word = _WORDS.get(raw)
    if word is not None:
        return word
    if raw[0] not in _FIRST:
        return raw
    match = _NUMBER_OR_DATE.fullmatch(raw)
    if match is None:
        return raw
    kind = PlainKind[match.lastgroup or "INTEGER"]
    agreed = kind is PlainKind.INTEGER and _AGREED_INTEGER.fullmatch(raw)
    return Plain(raw, kind, int(raw) if agreed else None)
