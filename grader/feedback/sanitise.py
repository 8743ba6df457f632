"""Markup that students wrote, made harmless: elements and attributes of a short list, no address but fragments."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import nh3

from grader.characters import STEERING

if TYPE_CHECKING:
    from nbconvert.exporters import HTMLExporter

_TAGS = set(
    "p br hr div span pre code em strong b i u s del sub sup small blockquote ul ol li dl dt dd "
    "h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr th td caption img a".split()
)
_ATTRIBUTES = {"*": {"class", "title", "lang", "dir"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_ATTRIBUTES |= {"img": {"src", "alt"}, "a": {"href"}, "ol": {"start"}}
_DATA = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]{0,4000000}")
_SGR = re.compile(r"\x1b\[[0-9;]*m")
_STEERING = re.compile(f"(?![\n\t])[{STEERING}]")


def clean(markup: str) -> str:
    """The markup without anything that runs, loads, links outward, or styles the page around it."""
    return nh3.clean(
        plain(markup),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style", "iframe", "object", "template", "svg", "math", "noscript", "title"},
        link_rel=None,
        url_schemes={"data"},
        strip_comments=True,
    )


def _attribute(element: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        # Classes of ours start so; nobody else's may dress as one.
        kept = [word for word in value.split() if not word.startswith("g-")]
        return " ".join(kept) or None
    if attribute == "src":
        return value if _DATA.fullmatch(value) else None
    if attribute == "href":
        return value if re.fullmatch(r"#[\w-]{1,80}", value) else None
    return value


def markdown(source: str) -> str:
    """Markdown as nbconvert renders it, and then cleaned."""
    return clean(_filters()["markdown2html"]({}, source))


def highlighted(source: str) -> str:
    """Python with its tokens in classes of pygments; plain text where it is no Python."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return str(highlight(plain(source), PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)))


def terminal(text: str) -> str:
    """What was printed: colours left out, control characters shown, everything escaped."""
    return html.escape(plain(_SGR.sub("", text)))


def plain(text: str) -> str:
    """Text without characters that steer."""
    return _STEERING.sub("\ufffd", text)


@cache
def _filters() -> dict[str, Any]:
    return dict(_exporter().environment.filters)


@cache
def _exporter() -> HTMLExporter:
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter(exclude_anchor_links=True)  # type: ignore[no-untyped-call]
