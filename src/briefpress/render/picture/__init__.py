"""Pictures: small values -> SVG markup that stands in a page, with the same in words beside or behind it.

Colours come from `templates/assets/pictures.css`, and nothing is told by colour alone. Places along the width
are percentages and all other sizes are in em, so that a picture fills what room it has and its text keeps the
size that the reader chose. A picture of nothing is no picture: every function then gives empty markup.
"""
