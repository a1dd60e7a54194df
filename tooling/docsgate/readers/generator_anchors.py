"""Ids that only a generator of sites gives to headings, for which an author has written them.

GitHub shows them as text. In a document that such a generator shows they are right all the same.

    ## Costs {#costs}              mdBook, Hugo (goldmark), VitePress, Quarto, MyST
    ## Costs { #costs .wide }
    ## Costs {: #costs}            Jekyll (kramdown), also on a line of its own
    (costs)=                       MyST, on the line before the heading
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.generators import Generator
from ..configuration.readers_there import generator_of
from ..late_pattern import LatePattern
from ..text import inside
from .anchor_parts import joined_text
from .slugs import github_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Config
    from ..model.document import Document

_MYST = frozenset({Generator.MYST, Generator.SPHINX})
_WITH_ATTRIBUTES = _MYST | {
    Generator.MDBOOK,
    Generator.HUGO,
    Generator.VITEPRESS,
    Generator.JEKYLL,
    Generator.QUARTO,
}
_ATTRIBUTES = LatePattern(r"[ \t]*\{:?[ \t]*(?:[#.]|[\w-]+=)[^{}]*\}[ \t]*\Z")
_TARGET = LatePattern(r"^[ \t]*\(([^()\n]+)\)=[ \t]*$", re.MULTILINE)


def generator_anchors(document: Document, config: Config) -> set[str]:
    """The ids in attribute lists, and the slugs of headings without these lists.

    Empty where no generator that reads such lists shows `document`.
    """
    generator = generator_of(config, document.path)
    if generator not in _WITH_ATTRIBUTES:
        return set()
    listed = {anchor.name for anchor in document.anchors if anchor.origin == "attr_list"}
    found = listed.union(_slugs(document))
    return found.union(_targets(document)) if generator in _MYST else found


def _slugs(document: Document) -> Iterator[str]:
    for heading in document.headings:
        text = joined_text(document, heading)
        if shown := _ATTRIBUTES.compiled.search(text):
            yield github_slug(text[: shown.start()].strip())


def _targets(document: Document) -> Iterator[str]:
    """The labels of MyST, `(label)=`, which are no code."""
    text = document.source.text
    for match in _TARGET.compiled.finditer(text, document.body_start):
        if not inside(document.code, match.start(1)):
            yield match[1].strip()
