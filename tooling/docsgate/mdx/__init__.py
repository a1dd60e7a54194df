"""What MDX makes of a Markdown document, without Node: the compiler's verdict, and the reason.

Its rooms, each of which imports only from those above it:

    finding.py     what the scanner says of one construct
    javascript/    expressions and modules, as acorn reads them
    source/        lines, labels, URLs; is the text valid beyond doubt?
    tags/          JSX tags, and expressions in braces
    docusaurus/    comments, directives, and what is replaced before MDX reads the text
    blocks/        lines into containers, containers into blocks
    inline/        what is inside a paragraph, and where its links lead
    verdict/       the passes in the compiler's order; findings in the document's, in plain words
    render/        what compiles and then fails or changes when the page is rendered
    page_links.py  the links and images of a page in Docusaurus
    page_outline.py  the blocks of a page, and which of them JSX elements hold

The specification is the behaviour of @mdx-js/mdx 3.1 (with remark-gfm and remark-frontmatter) and
of @docusaurus/mdx-loader 3.10.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .finding import Dialect, Finding

if TYPE_CHECKING:
    from .render.hazards import render_hazards
    from .verdict.prescan import is_clean
    from .verdict.scan_document import scan

__all__ = ["Dialect", "Finding", "is_clean", "render_hazards", "scan"]

_LATE = {
    "is_clean": "verdict.prescan",
    "render_hazards": "render.hazards",
    "scan": "verdict.scan_document",
}


def __getattr__(name: str) -> object:
    """Load the scanner when it is first asked for: most documents never need it (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATE[name]}", __name__), name)
