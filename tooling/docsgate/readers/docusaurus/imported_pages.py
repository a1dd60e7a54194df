"""The pages that a page of MDX imports to show them, such as `_partial.md`."""

from __future__ import annotations

import re
from posixpath import dirname
from typing import TYPE_CHECKING

from ...files.disk import is_file, read_source
from ...late_pattern import LatePattern
from ...parsing.markdown import parse
from ...text import Source, inside
from ..address import resolve_path

if TYPE_CHECKING:
    from ...configuration.settings import Config
    from ...model.document import Document

_IMPORTED = LatePattern(
    r"^import\s+(?P<name>\w+)?[^\n;]*?[\"'](?P<path>[^\"'\n]+\.mdx?)[\"']", re.MULTILINE
)
_SITE = "@site/"
_PAGES_MAX = 50


def imported_pages(document: Document, config: Config) -> list[Document] | None:
    """The pages that `document` shows because it imports them, and those that they import.

    None where one of them is not known: it is a package's, or no file is there.
    """
    found: dict[str, Document] = {}
    pending = [document]
    while pending:
        page = pending.pop()
        for place in _imports(page, config):
            if place in found or place == document.path:
                continue
            source = read_source(config.files, place) if is_file(config.files, place) else None
            if not isinstance(source, Source) or len(found) >= _PAGES_MAX:
                return None
            found[place] = parse(source)
            pending.append(found[place])
    return list(found.values())


def _imports(page: Document, config: Config) -> list[str]:
    """The paths of the pages that `page` imports and shows; "" for one that is not known."""
    text = page.source.text
    if "import " not in text:
        return []
    return [
        _place(page, found["path"], config)
        for found in _IMPORTED.compiled.finditer(text)
        if not inside(page.code, found.start())
        and (not found["name"] or f"<{found['name']}" in text)
    ]


def _place(page: Document, written: str, config: Config) -> str:
    """The path of the file that `page` imports as `written`; empty where that is not known."""
    site = config.docusaurus_of(page.path)
    if written.startswith(_SITE) and site is not None:
        return resolve_path(site.folder, written.removeprefix(_SITE)) or ""
    is_relative = written.startswith(("./", "../"))
    return resolve_path(dirname(page.path), written) or "" if is_relative else ""
