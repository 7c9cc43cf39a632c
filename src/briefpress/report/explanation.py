"""The page of a rule -> plain text for a terminal."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_FENCE = "```"


def plain(page: str) -> str:
    """The page without front matter and mark-up; headings are underlined, examples indented.

    >>> print(plain("# a-rule\\n\\nIt reads [prose](x.md) in `fields`.\\n"), end="")
    a-rule
    ======
    <BLANKLINE>
    It reads prose in fields.
    """
    lines, in_code = [], False
    for line in without_front_matter(page).splitlines():
        if line.lstrip().startswith(_FENCE):
            in_code = not in_code
        elif in_code:
            lines.append(f"    {line}".rstrip())
        else:
            lines += _told(line)
    return "\n".join(lines) + "\n"


def without_front_matter(page: str) -> str:
    """The Markdown of the page alone.

    >>> without_front_matter("---\\ntitle: x\\n---\\n\\n# a-rule\\n")
    '# a-rule\\n'
    """
    return _FRONT.sub("", page).strip() + "\n"


def _told(line: str) -> list[str]:
    level = len(line) - len(line.lstrip("#"))
    text = _LINK.sub(r"\1", line).replace("`", "").replace("**", "")
    if 0 < level < 4 and line[level : level + 1] == " ":
        text = text[level:].strip()
        return [text, ("=" if level == 1 else "-") * len(text)]
    return [text]
