"""What MDX makes of a Markdown document, without Node: the compiler's verdict, and the reason.

    prescan        is it valid beyond doubt?
    lines, containers, document, flow        lines into containers into blocks
    tags, expressions, esm, js               JSX tags, expressions, modules
    inline, labels, autolinks, attention     what stands inside a paragraph
    comments, directives, preprocess         what Docusaurus adds
    matching       is each tag closed where it was opened?
    compiler       the passes in the compiler's order
    scanner, wording, fences                 findings in the document's order, in plain words
    render         what compiles and then fails or changes when the page is rendered

The specification is the behaviour of @mdx-js/mdx 3.1 (with remark-gfm and remark-frontmatter) and
of @docusaurus/mdx-loader 3.10.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .finding import Dialect, Finding

if TYPE_CHECKING:
    from .prescan import is_clean
    from .render import render_hazards
    from .scanner import scan

__all__ = ["Dialect", "Finding", "is_clean", "render_hazards", "scan"]

_LATE = {"is_clean": "prescan", "render_hazards": "render", "scan": "scanner"}


def __getattr__(name: str) -> object:
    """Load the scanner when it is first asked for: most documents never need it (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATE[name]}", __name__), name)
