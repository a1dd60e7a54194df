"""What most members of a collection do, observed before anything else looks at its documents.

A custom is that of all members, so a run over one path, over what is staged, or in several
processes reads those that it does not check, too, and all runs come to the same result.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.discovery import collection_of, documents_below, place_of
from ..files.disk import read_source
from ..model.document import Document
from ..parsing.read_frontmatter import read_frontmatter
from ..text import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..configuration.settings import Collection, Config
    from ..model.outline import Outline
    from .workers import Team


class Observed(NamedTuple):
    """The observed collections, by their folders, and documents of them beside those of the run."""

    config: Config
    collections: Mapping[str, Collection]
    others: Mapping[str, Outline]

    def collection_of(self, path: str) -> Collection | None:
        """The collection of the document at `path`, with its customs, if any."""
        known, folder = place_of(self.config, path)
        return self.collections.get(folder, known) if known and known.is_observed else known

    def settled(self, document: Document) -> Document:
        """`document` in its collection with the customs of that."""
        if document.collection is None or not document.collection.is_observed:
            return document
        return replace(document, collection=self.collection_of(document.path))


def observe(
    config: Config, paths: Sequence[str], documents: Sequence[Document], team: Team
) -> Observed:
    """The customs in the folders of the observed collections that have documents at `paths`.

    `documents` are those of this process; all processes of `team` must call it.
    """
    places = (place_of(config, path) for path in paths)
    folders = sorted({folder for known, folder in places if known and known.is_observed})
    if not folders:
        return Observed(config, {}, {})
    from ..decisions.customs import customs  # noqa: PLC0415 - few projects have any

    own = {one.path: one.outline for one in documents if one.collection}
    outlines = dict(chain.from_iterable(part.items() for part in team.exchange(own)))
    beside = (path for path in documents_below(config, folders) if path not in outlines)
    others = {path: found for path in beside if (found := read_outline(config, path))}
    return Observed(config, customs(config, {**outlines, **others}), others)


def read_outline(config: Config, path: str, known: Observed | None = None) -> Outline | None:
    """The outline of a document that the run does not check; None when it cannot be read."""
    source = read_source(config.files, path)
    if not isinstance(source, Source):
        return None
    front = read_frontmatter(source)
    collection = known.collection_of(path) if known else collection_of(config, path)
    start = front.span.end if front else 0
    return Document(source, collection, front, start).outline
