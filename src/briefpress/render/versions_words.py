"""What the pages of former versions, redirects and the history of claims say: part of the catalogue."""

from __future__ import annotations

VERSIONS = {
    "past.title": "Version {n}: {title}",
    "past.banner": "This is version {n} of this page, of {date}. It is kept as it was published and does not change.",
    "past.banner-undated": "This is version {n} of this page. It is kept as it was published and does not change.",
    "past.present": "Read the present version ({n})",
    "past.corrected": "What was corrected since",
    "past.withdrawn": "This page was withdrawn on {date} and is no longer relied on.",
    "past.withheld-title": "Version {n} cannot be read",
    "past.withheld": (
        "Version {n} of this page cannot be read here: no copy of it is kept, or parts of it were taken down."
    ),
    "moved.title": "Moved: {title}",
    "moved.untitled": "This page has moved",
    "moved.text": "This page has moved:",
    "present.title": "Version {n}: {title}",
    "present.text": "This version is the present one. It stands at:",
    "present.claims": "Its claims, by the number that an address such as “…#c2” ends in:",
    "present.claim": "Claim {n}",
    "cite.claim": "To cite one claim, add its number to the address of this version, for example",
    "history.summary": "History of this claim",
    "history.added": "Added in version {n}{date}.",
    "history.corrected": "Reworded in version {n}{date}. It read: “{before}”",
    "history.superseded": "Superseded in version {n}{date}.",
    "history.raised": "Confidence raised in version {n}{date}: from “{before}” to “{after}”.",
    "history.lowered": "Confidence lowered in version {n}{date}: from “{before}” to “{after}”.",
    "history.date": ", {date}",
}
