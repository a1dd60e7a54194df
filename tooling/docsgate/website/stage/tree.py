"""Makes the staged tree of a project: the text of every page, and the document it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any

from ...decisions.facts import label_of, text_of, texts_of, title_of
from ...model.roles import is_index
from ...readers.destination import destination
from .header import TAGS_PAGE, citations, header
from .indexes import home, section_index, tags_index
from .nav import navigation, section_title
from .page import page
from .places import Places, link_replacements, page_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Document
    from ...project import LoadedProject


@dataclass(frozen=True)
class Staged:
    """The tree: `pages` maps paths to texts, and `origins` maps paths to those of documents.

    `assets` pairs folders, relative to the root, with the folder in the tree to which their files
    are copied, without documents: the folder of the sources, and `assets` beside the mkdocs.yml.
    `nav` and `not_in_nav` are the settings of mkdocs for the navigation.
    """

    assets: tuple[tuple[str, str], ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    nav: list[Any] = field(default_factory=list)
    not_in_nav: str = ""


def stage(
    project: LoadedProject, settings: MkdocsFile, extra: Mapping[str, str] | None = None
) -> Staged:
    """Make the tree of `project`. `extra` are further generated pages, by path."""
    sources = normpath(join(dirname(project.config.site), settings.sources))
    paths = {entry.path.lower() for entry in project.documents}
    documents = [entry for entry in project.documents if _is_shown(entry, sources, paths)]
    origins = {page_path(entry.path, sources): entry.path for entry in documents}
    sections = _sections(documents, sources, origins)
    tagged = any(texts_of(entry, "tags") for entry in documents)
    places = Places(
        sources,
        {path: place for place, path in origins.items()},
        _folders(origins, sections, sources),
        settings.repository,
        settings.branch,
    )
    authored = _authored_pages(documents, project, places, tags=tagged)
    pages = {**(extra or {}), **_section_pages(sections, places)}
    if tagged and TAGS_PAGE not in authored:
        pages[TAGS_PAGE] = tags_index(TAGS_PAGE, documents, places)
    pages.update(authored)
    if not {"index.md", "README.md"} & pages.keys():
        pages["index.md"] = _home_page(pages)
    nav, not_in_nav = navigation(pages, _titles(documents, sources))
    assets = ((sources, ""), (join(dirname(project.config.site), "assets"), "assets"))
    return Staged(assets, pages, origins, nav, not_in_nav)


def _is_shown(document: Document, sources: str, paths: AbstractSet[str]) -> bool:
    """Whether the document is a page: readable Markdown among the sources, and no template.

    A README beside an index page is none: both would have the same address. Links to it lead to the
    repository. `paths` are the paths of all documents, in lower case.
    """
    folder, _, name = document.path.rpartition("/")
    if name.lower() == "readme.md" and f"{folder}/index.md".lower().lstrip("/") in paths:
        return False
    inside = sources == "." or document.path.startswith(f"{sources}/")
    is_page = document.name.lower().endswith((".md", ".markdown"))
    return inside and is_page and document.unreadable is None and not document.is_template


def _sections(
    documents: Sequence[Document], sources: str, origins: Mapping[str, str]
) -> dict[str, list[Document]]:
    """The folders that need a generated index page, with the documents in them."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        folder = dirname(page_path(document.path, sources))
        if folder:
            found.setdefault(folder, []).append(document)
    lower = {path.lower() for path in origins}
    return {
        folder: members
        for folder, members in sorted(found.items())
        if not {f"{folder}/index.md".lower(), f"{folder}/readme.md".lower()} & lower
    }


def _folders(
    origins: Mapping[str, str], sections: Mapping[str, object], sources: str
) -> dict[str, str]:
    """The index page of each authored folder that has one on the site."""
    authored = {
        dirname(path): place
        for place, path in origins.items()
        if is_index(place.rpartition("/")[2])
    }
    return {**{join(sources, folder): f"{folder}/index.md" for folder in sections}, **authored}


def _titles(documents: Sequence[Document], sources: str) -> dict[str, str]:
    """The names of sections whose authored index page has a title in its frontmatter."""
    return {
        dirname(page_path(document.path, sources)): text_of(document, "title")
        for document in documents
        if document.is_index and text_of(document, "title")
    }


def _authored_pages(
    documents: Sequence[Document], project: LoadedProject, places: Places, *, tags: bool
) -> dict[str, str]:
    by_name = _names(documents)
    citing = _citing(documents, places)
    pages = {}
    for document in documents:
        others = sorted(citing.get(document.path, ()), key=title_of)
        pages[places.pages[document.path]] = page(
            document,
            link_replacements(document, project, places),
            header(document, places, by_name, tags=tags),
            citations(document, others, places),
        )
    return pages


def _section_pages(sections: Mapping[str, Sequence[Document]], places: Places) -> dict[str, str]:
    """The generated index page of each of `sections`, by its path."""
    paths = {folder: f"{folder}/index.md" for folder in sections}
    return {
        paths[folder]: section_index(paths[folder], section_title(folder), members, places)
        for folder, members in sections.items()
    }


def _home_page(pages: Mapping[str, str]) -> str:
    """The generated home page, which leads to the folders at the top that have an index page."""
    tops = sorted({path.partition("/")[0] for path in pages if "/" in path})
    named = {section_title(top): f"{top}/index.md" for top in tops}
    return home("Home", {name: path for name, path in named.items() if path in pages})


def _names(documents: Sequence[Document]) -> dict[str, Document]:
    """The documents by the names that others use: id, label and file name, in lower case."""
    found: dict[str, Document] = {}
    for document in documents:
        for name in (text_of(document, "id"), label_of(document), document.name):
            if name:
                found.setdefault(name.lower(), document)
    return found


def _citing(documents: Sequence[Document], places: Places) -> dict[str, list[Document]]:
    """For each document's path, the documents that link to it, without index pages."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        if document.is_index:
            continue
        targets = {
            place.path
            for link in document.links
            if (place := destination(document, link)) is not None and place.path
        }
        for path in sorted((targets & places.pages.keys()) - {document.path}):
            if not is_index(path.rpartition("/")[2]):
                found.setdefault(path, []).append(document)
    return found
