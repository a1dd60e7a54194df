"""What the site shows of a document: its rendering by Python-Markdown.

Python-Markdown is no CommonMark. Four spaces make code where CommonMark goes on with a list, `<`
has no escape but an entity, and attribute lists in braces mean something. So a fix that is right
on GitHub is proved here too, with the extensions that documentation sites commonly use.
"""

from __future__ import annotations

from functools import cache, lru_cache

from markdown import Markdown

from .reader import Event, events_of

_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tilde", "pymdownx.tasklist",
    "pymdownx.magiclink",
)  # fmt: skip
_GFM_LISTS = "docsgate.gfm_lists"


@lru_cache(maxsize=16)
def render_site(markdown: str, *, gfm_lists: bool) -> tuple[Event, ...]:
    """What the site shows of `markdown`, which has no frontmatter; `gfm_lists` says how the site
    reads lists.
    """
    parser = _parser(gfm_lists=gfm_lists)
    parser.reset()
    return events_of(parser.convert(markdown))


@cache
def _parser(*, gfm_lists: bool) -> Markdown:
    return Markdown(
        extensions=[*_EXTENSIONS, *([_GFM_LISTS] if gfm_lists else [])],
        extension_configs={
            "pymdownx.highlight": {"use_pygments": False},
            "pymdownx.superfences": {"custom_fences": [_FENCE]},
        },
    )


def _takes_options(
    _language: str, inputs: dict[str, str], _options: object, attributes: dict[str, str], _: object
) -> bool:
    """As with Pygments: without it superfences would take no options, and leave the block text."""
    attributes.update({name: inputs[name] for name in inputs if name not in _OPTIONS})
    return True


_OPTIONS = frozenset({"hl_lines", "linenums", "title", "title_mode"})
_FENCE = {"name": "*", "class": "", "validator": _takes_options}
