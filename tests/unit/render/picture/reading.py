"""A reader of pictures for tests: the parts of an SVG by class, and what must hold of any picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

PERCENT = re.compile(r"-?[0-9.]+%")


def parsed(markup: str) -> ET.Element:
    """The picture as XML: HTML would forgive what XML does not. Attributes without a value are HTML's own."""
    valued = (
        str(markup)
        .replace(" data-pagefind-ignore>", ">")
        .replace('class="bp-behind" open>', 'class="bp-behind">')
    )
    return ET.fromstring(f"<body>{valued}</body>")


def styles(markup: str) -> list[str]:
    """The classes of the shapes in the order in which they are drawn; texts and the axis left out."""
    shapes = [e for e in parsed(markup).iter() if e.tag in ("circle", "rect", "line", "svg")]
    found = [e.get("class", "") for e in shapes]
    return [name for name in found if name not in ("", "bp-drawn", "bp-axis", "bp-tick", "bp-shapes")]


def words(markup: str) -> list[str]:
    """The texts drawn."""
    return ["".join(e.itertext()) for e in parsed(markup).iter("text")]


def faults(markup: str) -> list[str]:
    """What no picture may do: go past its edges, style inline, or be without a name."""
    found = []
    root = parsed(markup)
    ids = {e.get("id") for e in root.iter()} - {None}
    for element in root.iter():
        if "style" in element.attrib or any(name.startswith("on") for name in element.attrib):
            found.append(f"{element.tag}: {element.attrib}")
        for name, value in element.attrib.items():
            if PERCENT.fullmatch(value) and not 0 <= float(value[:-1]) <= 100:
                found.append(f"{element.tag} {name}={value}")
        if element.tag == "rect" and element.get("width", "").endswith("%"):
            right = float(element.get("x", "0%")[:-1]) + float(element.get("width", "0%")[:-1])
            if right > 100.01:
                found.append(f"a bar ends at {right}")
    for drawn in root.iter("svg"):
        if drawn.get("role") == "img" and drawn.find("title") is None:
            found.append("a picture without a name")
        for name in ("aria-labelledby", "aria-describedby"):
            found += [f"{name} finds no {i}" for i in drawn.get(name, "").split() if i not in ids]
    return found
