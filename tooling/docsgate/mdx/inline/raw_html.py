"""Raw HTML and autolinks in inline content, in a page that is not MDX.

CommonMark 0.31, sections 6.5 and 6.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late_pattern import LatePattern
from .inline_events import RawHtml

if TYPE_CHECKING:
    from .shown_text import ShownText

_AUTOLINK = LatePattern(
    r"<(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_HTML = LatePattern(
    r"<[A-Za-z][A-Za-z0-9-]*"
    r"(?>\s+[A-Za-z_:][A-Za-z0-9_.:-]*+(?>\s*=\s*(?:[^\s\"'=<>`]++|'[^']*'|\"[^\"]*\"))?)*\s*/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*\s*>|<!---?>|<!--(?s:.)*?-->|<\?(?s:.)*?\?>"
    r"|<![A-Za-z][^>]*>|<!\[CDATA\[(?s:.)*?\]\]>"
)


def scan_html(text: str, start: int, out: list[object], shown: ShownText | None) -> int:
    """After what the `<` at `start` of `text` begins; raw HTML is added to `out`."""
    link = _AUTOLINK.compiled.match(text, start)
    if link is not None:
        if shown is not None:
            shown.put(start, link.end(), link["url"])
        return link.end()
    html = _HTML.compiled.match(text, start)
    if html is None:
        return start + 1
    out.append(RawHtml(start, html.end()))
    return html.end()
