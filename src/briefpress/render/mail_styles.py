"""The styles of the e-mail edition, each at its element: most mail programs drop style sheets.

No policy of the site allows styles at elements; hosts hand the letter over to be saved (`briefpress.frame.policy`).
"""

from __future__ import annotations

from collections.abc import Mapping

STYLES: Mapping[str, str] = {
    "body": "margin:0;padding:0;background:#ffffff;color:#16191a",
    "column": (
        "max-width:600px;margin:0 auto;padding:24px 16px;font-family:Georgia,'Times New Roman',serif;font-size:17px;"
        "line-height:1.55;overflow-wrap:anywhere"
    ),
    "notice": "margin:0 0 16px;padding:8px 12px;border:2px solid #16191a",
    "title": "font-size:28px;line-height:1.25;margin:16px 0 8px",
    "heading": "font-size:20px;line-height:1.3;margin:32px 0 8px;padding-top:12px;border-top:1px solid #c8d0d1",
    "member": "font-size:17px;line-height:1.35;margin:20px 0 4px",
    "text": "margin:8px 0",
    "aside": "margin:8px 0;padding-left:12px;border-left:3px solid #c8d0d1",
    "small": "font-size:14px;line-height:1.5;margin:4px 0;color:#3f4a4c",
    "list": "padding-left:24px;margin:8px 0",
    "item": "margin:0 0 12px",
    "inner": "padding-left:18px;margin:4px 0;font-size:14px;line-height:1.5",
    "link": "color:#0b5560",
    "foot": "margin:32px 0 0;padding-top:12px;border-top:1px solid #c8d0d1",
}
"""What an element is in the letter, to its declarations (CSS)."""
