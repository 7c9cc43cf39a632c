"""Which unquoted scalars are not text to every reader."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load.scalars import plain
from briefpress.model.plain import Plain, PlainKind

RETYPED = {
    PlainKind.BOOLEAN: "y Y yes Yes YES n N no No NO true True TRUE false False FALSE on On ON off Off OFF",
    PlainKind.NOTHING: "~ null Null NULL",
    PlainKind.INTEGER: "0 -1 +1 12 0123 089 0o17 0x1f 0xFF 0b101 1_000 12:30 12:30:00 01:02:03 -190:20:30",
    PlainKind.DECIMAL: "1.0 1. .5 -.5 1e3 1E-3 1.5e+3 1_000.5 1:30.5 .inf -.inf +.Inf .INF .nan .NaN .NAN",
    PlainKind.DATE: "2026-11-21 2026-11-21T09:00:00Z 2026-1-2T1:02:03 2026-11-21t09:00:00.1+01:00",
}
TEXT = (
    "news nope yEs oN nULL 2026-11 1.2.3 12:99 1e 0x 0o8 - + . -- 1-2 c1 3rd ½ ١٢ 2026-06~ [..2026 =".split()
)


@pytest.mark.parametrize(
    ("kind", "raw"), [(kind, raw) for kind, raws in RETYPED.items() for raw in raws.split()]
)
def test_retyped(kind: PlainKind, raw: str) -> None:
    value = plain(raw)
    assert isinstance(value, Plain)
    assert (value.kind, value.raw) == (kind, raw)


@pytest.mark.parametrize("raw", TEXT)
def test_text(raw: str) -> None:
    assert plain(raw) == raw


def test_an_absent_value_is_nothing() -> None:
    assert plain("") == Plain("", PlainKind.NOTHING)


def test_a_date_with_a_space_before_its_time() -> None:
    assert plain("2026-11-21 09:00:00 +1") == Plain("2026-11-21 09:00:00 +1", PlainKind.DATE)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("true", True), ("false", False), ("0", 0), ("-12", -12), ("2026", 2026)]
    + [(raw, None) for raw in ("True", "yes", "+1", "007", "1_0", "1.0", "0x1", "9" * 5000)],
)
def test_a_value_is_given_only_where_all_readers_agree(raw: str, value: bool | int | None) -> None:
    found = plain(raw)
    assert isinstance(found, Plain)
    assert found.value is value or found.value == value


@given(st.text(alphabet="0123456789+-._:eExoabfINnlYyTtZ ~", min_size=1, max_size=12).map(str.strip))
def test_whatever_pyyaml_would_retype_is_plain(raw: str) -> None:
    kind = yaml.resolver.Resolver.yaml_implicit_resolvers
    tags = [tag for tag, regexp in kind.get(raw[:1], []) if regexp.match(raw)]
    if tags and tags[0] not in {"tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"}:
        # PyYAML's own patterns take a few oddities, such as "+_" or "0._", that are numbers to nobody.
        try:
            made = yaml.safe_load(f"[{raw}]")
        except (ValueError, yaml.YAMLError):
            return
        if made and not isinstance(made[0], str):
            assert isinstance(plain(raw), Plain), (raw, made)
