"""The references whose label some reader does not know, judged as links are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.generators import Generator
from ..configuration.readers_there import generator_of
from ..configuration.settings import Target
from ..readers.generator_routes import labels_of_templates
from ..readers.jekyll import included_labels
from ..readers.verdicts import judge_undefined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Config
    from ..model.document import Document, UndefinedReference
    from ..readers.mkdocs.reading import SiteReading
    from ..readers.verdicts import Judged


def undefined_references(
    document: Document, reading: SiteReading | None, readers: tuple[Target, ...], config: Config
) -> Iterator[Judged]:
    """The references of `document` whose label some of its `readers` does not know.

    `reading` is how the site reads the document, if the site is one of its readers. Where a plugin
    of the site finds labels in other pages, authors write for that plugin, and nobody else is
    asked; nor is anybody asked about what is to be filled in.
    """
    if document.is_form or (reading is not None and reading.has_unknown_labels):
        return
    made = _labels_made(document, config)
    if made is None:
        return
    others = tuple(target for target in readers if target is not Target.MKDOCS)
    for reference in _written(document, reading, made):
        is_lost = reading is not None and reading.lacks(reference)
        yield judge_undefined(reference.label, reference.span, readers if is_lost else others)
    if reading is not None:
        for link in filter(reading.is_text, document.links):
            yield judge_undefined(link.label, link.span, (Target.MKDOCS,))


def _labels_made(document: Document, config: Config) -> frozenset[str] | None:
    """The labels, in lower case, that a generator defines; None where it may define any."""
    generator = generator_of(config, document.path)
    made = labels_of_templates(document, generator)
    if generator is not Generator.JEKYLL or not document.undefined_references:
        return made
    included = included_labels(document, config)
    return None if included is None else made | included


def _written(
    document: Document, reading: SiteReading | None, made: frozenset[str]
) -> Iterator[UndefinedReference]:
    """The undefined references that an author has written as such, but for labels in `made`.

    What the site puts in is not the author's.
    """
    if not document.undefined_references:
        return
    from .bracketed_text import written_references  # noqa: PLC0415 - few documents have such

    for reference in written_references(document, reading.inserted if reading else []):
        if not made or " ".join(reference.label.split()).casefold() not in made:
            yield reference
