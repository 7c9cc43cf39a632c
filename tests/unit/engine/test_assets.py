"""Style sheets of the theme without what the policy of our pages refuses."""

from __future__ import annotations

import re

from briefpress.engine.assets import hashed, unpacked

SHEET = (
    ":root{--md-code-copy-icon: url(\"data:image/svg+xml;charset=utf-8,<svg fill='%23000'/>\");"
    '--md-admonition-icon--note: url("data:image/svg+xml;charset=utf-8,<svg/>");'
    '--md-status: url("data:image/svg+xml;charset=utf-8,<svg></svg>")}p{color:red}'
)


def test_pictures_in_a_sheet_become_files_beside_it() -> None:
    files = unpacked({"theme.css": SHEET.encode()})
    assert files["icons/code-copy.svg"] == b"<svg fill='#000'/>"
    assert sorted(files) == [
        "icons/admonition-note.svg",
        "icons/code-copy.svg",
        "icons/status.svg",
        "theme.css",
    ]
    sheet = files["theme.css"].decode()
    assert "data:" not in sheet
    assert sheet.endswith("p{color:red}")
    published = hashed(files).files
    for address in re.findall(r'url\("([^"]*)"\)', sheet):
        assert f"assets/briefpress/{address}" in published


def test_sheets_of_the_theme_come_first() -> None:
    files = {name: name.encode() for name in ("frame.css", "theme-palette.css", "a.css", "theme.css")}
    names = [path.split("/")[2].split(".")[0] for path in hashed(files).styles]
    assert names == ["theme", "theme-palette", "frame", "a"]
