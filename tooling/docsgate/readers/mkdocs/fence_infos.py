"""Which info strings Python-Markdown accepts after a fence. With any other, it opens no block.

`pymdownx.superfences` accepts a language, followed by a list of attributes in braces or by options,
of which it knows four. Before version 8 it knew the options `hl_lines`, `linenums` and `tab`.
`fenced_code` accepts a list of attributes, or a language and `hl_lines`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.mkdocs_yml import FenceStyle

# These patterns are compiled when the first info string is looked at.
_LANGUAGE = r"\.?(?P<language>[\w#.+-]+)(?=[\t ]|$)"
_OPTION = r"""[ \t]*+[a-zA-Z][a-zA-Z0-9_]*(?:=(?:"[^"\n]*"|'[^'\n]*'))?(?=[\t ]|$)"""
_HEADER = rf"[ \t]*+(?:{_LANGUAGE})?(?:[ \t]*+\{{.*\}}|(?P<options>(?:{_OPTION})+))?[ \t]*"
_PAIR = r"""([a-zA-Z][a-zA-Z0-9_]*)(?:=("|')(.*?)\2)?"""
_PLAIN_HEADER = (
    r"""[ ]*+(?:\{[^}\n]*\}|(?:\.?[\w#.+-]*[ ]*)?(?:hl_lines=(?P<quote>"|').*?(?P=quote)[ ]*)?)"""
)
_TABBED_HEADER = (
    r"""[ \t]*+(?:(?P<open>\{)|\.?(?P<language>[\w#.+-]*))[ \t]*(?P<options>(?:"""
    r"""\b[a-zA-Z][a-zA-Z0-9_]*=(?:"[^"\n]*"|'[^'\n]*')?[ \t]*|(?<=[{ \t])[.#][\w#.+-]+[ \t]*)*)"""
    r"""(?P<close>\})?[ \t]*"""
)
_TABBED_PAIR = r"""(?:(?<=[ \t])|(?<=^))([.#][\w#.+-]+)|([a-zA-Z]\w*)=(?:("|')(.*?)\3)?"""
_TABBED_VALUES = {"hl_lines": r"\d+(?:[ \t]+\d+)*", "linenums": r"\d", "tab": ""}
_VALUES = {
    "hl_lines": r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*\Z",
    "linenums": r"\d",
    "title": "",
    "title_mode": "",
}


def takes_info(style: FenceStyle, info: str) -> bool:
    """Whether the site opens a block at a fence that is followed by `info`."""
    if not style.superfences:
        return re.fullmatch(_PLAIN_HEADER, info.expandtabs(1)) is not None
    if style.reads_tabs:
        return takes_tabs(info, style.own_options)
    if style.relaxed_headers:
        return True
    header = re.fullmatch(_HEADER, info)
    if header is None:
        return False
    options = header["options"] or ""
    if not options or header["language"] in style.own_options:
        return True
    return style.uses_pygments and all(_is_option(*pair) for pair in re.findall(_PAIR, options))


def takes_tabs(info: str, own_options: frozenset[str] = frozenset()) -> bool:
    """Whether superfences before version 8 opens a block at a fence that is followed by `info`.

    It leaves the options of the languages `own_options` to functions of the site.
    """
    header = re.fullmatch(_TABBED_HEADER, info)
    if header is None or bool(header["open"]) != bool(header["close"]):
        return False
    found = re.findall(_TABBED_PAIR, header["options"])
    if any(name for name, *_ in found) and not header["open"]:
        return False
    return header["language"] in own_options or all(
        key in _TABBED_VALUES and re.match(_TABBED_VALUES[key], value)
        for _, key, _, value in found
        if key
    )


def _is_option(name: str, quote: str, value: str) -> bool:
    return name in _VALUES and re.match(_VALUES[name], value if quote else name) is not None


def rewrite_info(info: str) -> str:
    """`info` as `docsgate.gfm_lists` writes it."""
    from ...gfm_lists.syntax import fence_info  # noqa: PLC0415 - the package loads Markdown

    return fence_info(info)
