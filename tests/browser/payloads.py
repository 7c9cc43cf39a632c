"""Script payloads: each sets `window.__hit` if anything of it runs, whatever the place that it is printed in.

The ways are those of the usual collections (OWASP's cheat sheets on filter evasion, PortSwigger's on events):
elements, events, addresses, breaking out of attributes, scripts, styles, comments and templates.
"""

from __future__ import annotations

_HIT = "window.__hit=1"
_ELEMENTS = (
    *(
        "a",
        "audio",
        "b",
        "body",
        "button",
        "custom-x",
        "details",
        "div",
        "dialog",
        "form",
        "frameset",
        "iframe",
    ),
    *(
        "img",
        "input",
        "marquee",
        "math",
        "object",
        "p",
        "select",
        "style",
        "svg",
        "table",
        "textarea",
        "video",
    ),
)
_EVENTS = (
    *(
        "onload",
        "onerror",
        "onfocus",
        "onmouseover",
        "onclick",
        "onanimationstart",
        "onbegin",
        "onbeforetoggle",
    ),
    *(
        "oncanplay",
        "ontoggle",
        "onpointerenter",
        "onpageshow",
        "onscroll",
        "onstart",
        "ontransitionend",
        "onwheel",
    ),
)
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "&#106;avascript:",
    "&#x6A;avascript&colon;",
    "javascript&Tab;:",
    "feed:javascript:",
    "view-source:javascript:",
    "data:text/html,<script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19oaXQ9MTwvc2NyaXB0Pg==,",
    "vbscript:",
    "jar:javascript:",
)
_OPEN = (
    '"',
    "'",
    "`",
    '">',
    "'>",
    "-->",
    "]]>",
    "</title>",
    "</style>",
    "</script>",
    "</textarea>",
    "</noscript>",
)
_WITHIN = (
    f"<script>{_HIT}</script>",
    f"<script src='data:text/javascript,{_HIT}'></script>",
    f"<svg><script>{_HIT}</script></svg>",
    f"<math><mtext><script>{_HIT}</script></mtext></math>",
    f"<scr<script>ipt>{_HIT}</scr</script>ipt>",
    f"<ScRiPt >{_HIT}</sCrIpT >",
    f"<script\n>{_HIT}</script\n>".replace("\n", " "),
    f"<script/x>{_HIT}</script/x>",
    f"<<script>{_HIT}//<</script>",
    f"<svg><animate onbegin={_HIT} attributeName=x dur=1s>",
    f"<svg><set onbegin={_HIT} attributename=x>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={_HIT}>#x'>",
    f"<iframe srcdoc='<script>parent.{_HIT.removeprefix('window.')}</script>'></iframe>",
    f"<object data='data:text/html,<script>{_HIT}</script>'></object>",
    f"<embed src='javascript:{_HIT}'>",
    f"<form action='javascript:{_HIT}'><input type=submit autofocus></form>",
    f"<base href='javascript:{_HIT}//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_HIT}'>",
    f"<link rel=stylesheet href='javascript:{_HIT}'>",
    f"<style>@import 'javascript:{_HIT}';</style>",
    f"<div style=\"background:url('javascript:{_HIT}')\">",
    f"<img src=x:x onerror={_HIT}>",
    "<img src=x onerror=&#119;indow.__hit=1>",
    f"<img srcset='x 1x' onerror={_HIT}>",
    f"<input autofocus onfocus={_HIT}>",
    f"<select autofocus onfocus={_HIT}>",
    f"<details open ontoggle={_HIT}>",
    f"<video><source onerror={_HIT}></video>",
    f"<body onload={_HIT}>",
    f"<noscript><p title='</noscript><img src=x onerror={_HIT}>'>",
    f"<template><script>{_HIT}</script></template>",
    f"<xmp><img src=x onerror={_HIT}></xmp>",
    f"<plaintext><img src=x onerror={_HIT}>",
    f"<!--><img src=x onerror={_HIT}>-->",
    f"<![CDATA[><img src=x onerror={_HIT}>]]>",
    f"<?xml-stylesheet href='javascript:{_HIT}'?>",
    f"<!DOCTYPE x [<!ENTITY x '{_HIT}'>]>&x;",
    f"&lt;script&gt;{_HIT}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{_HIT}",
    f"%3Cscript%3E{_HIT}%3C/script%3E",
    f"\\u003cscript\\u003e{_HIT}\\u003c/script\\u003e",
    f"\\x3cscript\\x3e{_HIT}",
    "{{constructor.constructor('window.__hit=1')()}}",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{{config}}{{self}}{{cycler.__init__.__globals__}}",
    "${window.__hit=1}#{7*7}<%= 7*7 %>[[7*7]]",
    "`${window.__hit=1}`",
    "';window.__hit=1;//",
    '";window.__hit=1;//',
    '"};window.__hit=1;({"x":"',
    "</script><script>window.__hit=1//",
    '\\";window.__hit=1;//',
    "*/window.__hit=1/*",
    '=HYPERLINK("javascript:window.__hit=1")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "} @comment{window.__hit=1}",
    "\\input{/etc/passwd} \\write18{x} $x$ % & # _ ~ ^",
    "END:VEVENT BEGIN:VALARM ACTION:PROCEDURE",
    "Content-Type: text/html; <script>window.__hit=1</script>",
    "[x](javascript:window.__hit=1) ![x](x){onerror=window.__hit=1}",
    "{: onclick='window.__hit=1' }",
    "<!-- briefpress:latest --> <!-- bpslot-title-9f3a --> bpslot-text-9f3a",
    "<!-- slot:title --> %TITLE% __PLACEHOLDER__ $title",
)


def payloads() -> tuple[str, ...]:
    """All of them, each once, at least 150."""
    made = [f"<{element} {_EVENTS[n % len(_EVENTS)]}={_HIT} src=x>" for n, element in enumerate(_ELEMENTS)]
    made += [f"<img src=x {event}={_HIT} autofocus tabindex=1>" for event in _EVENTS]
    made += [f"<x/{event} = '{_HIT}' id=x tabindex=1>" for event in _EVENTS]
    made += [f"<a href='{scheme}{_HIT}'>x</a>" for scheme in _SCHEMES]
    made += [f"{scheme}{_HIT}" for scheme in _SCHEMES]
    made += [f"{opening}<img src=x onerror={_HIT}>" for opening in _OPEN]
    made += [f"{opening} autofocus onfocus={_HIT} x={opening}" for opening in _OPEN]
    return tuple(dict.fromkeys((*made, *_WITHIN)))
