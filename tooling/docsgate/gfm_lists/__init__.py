"""Python-Markdown extension `docsgate.gfm_lists`: lists as GitHub reads them.

Python-Markdown wants a blank line before a list and four spaces for a nested one; without them
it runs the items together. This extension finds lists by the rules of CommonMark instead:

1. `scanner` walks through the lines with the block algorithm of the CommonMark specification
   (appendix, "phase 1"), and writes each list as markers, with the content of its items moved to
   the margin, where every other extension understands it.
2. `builder` turns the markers into `ul`, `ol` and `li` elements.

Nothing changes in a document without lists. Admonitions, details, tabs, footnotes and definition
lists keep their indented bodies, and lists inside them follow the same rules. Lists nested more
than 40 deep become text; other renderers go on, or overflow their stack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension

from .list_builder import ListBuilder, ListFinisher, MarkerRemover
from .preprocessor import ListPreprocessor

if TYPE_CHECKING:
    from markdown import Markdown


class GfmListsExtension(Extension):
    """Registers the steps: before fences are stashed, while blocks are built, and afterwards."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the interface's name
        """Register with `md`. Called by Python-Markdown.

        The finisher runs after footnotes (50), which add lists of their own, and after highlighting
        (30), which drops the text after code. It runs before task lists (25) and inline markup
        (20), which look for `li`.
        """
        md.preprocessors.register(ListPreprocessor(md), "gfm_lists", 26)
        md.parser.blockprocessors.register(ListBuilder(md.parser), "gfm_lists", 110)
        md.treeprocessors.register(ListFinisher(md), "gfm_lists", 29)
        md.postprocessors.register(MarkerRemover(md), "gfm_lists", 28)


def makeExtension(**settings: Any) -> GfmListsExtension:  # noqa: N802 - the interface's name
    """Make the extension. Called by Python-Markdown."""
    return GfmListsExtension(**settings)
