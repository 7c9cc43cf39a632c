"""The description of the search, as a browser reads it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from briefpress import render
from briefpress.model.settings import Settings
from tests.unit.render.making import SETTINGS, TEMPLATES

WORKSHOP = render.make(TEMPLATES, SETTINGS)
SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def described(settings: Settings = SETTINGS) -> ET.Element:
    (made,) = render.opensearch.artifacts(WORKSHOP, settings)
    assert made.path == "opensearch.xml"
    return ET.fromstring(made.content)


def test_it_leads_to_the_page_of_the_search() -> None:
    root = described()
    assert root.tag == f"{SPACE}OpenSearchDescription"
    assert [dict(url.attrib) for url in root.iter(f"{SPACE}Url")] == [
        {
            "type": "text/html",
            "method": "get",
            "template": "https://example.org/site/search/?q={searchTerms}",
        },
        {
            "type": "application/opensearchdescription+xml",
            "rel": "self",
            "template": "https://example.org/site/opensearch.xml",
        },
    ]
    assert root.findtext(f"{SPACE}Description") == "Search in the briefings of The Desk"


def test_names_are_as_short_as_the_format_wants() -> None:
    root = described(replace(SETTINGS, site_name="The Desk & <Friends> of “Everything” " + "and more " * 200))
    assert root.findtext(f"{SPACE}ShortName") == "The Desk &"
    assert root.findtext(f"{SPACE}LongName") == "The Desk & <Friends> of “Everything” and more"
    assert len(root.findtext(f"{SPACE}Description") or "") <= 1024


def test_without_an_address_there_is_none() -> None:
    assert render.opensearch.artifacts(WORKSHOP, replace(SETTINGS, site_url="")) == ()
