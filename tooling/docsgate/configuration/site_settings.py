"""The settings of an mkdocs site, from its mkdocs.yml or zensical.toml and the files they name."""

from __future__ import annotations

from functools import partial
from posixpath import dirname
from typing import TYPE_CHECKING

from ..files.disk import read_site_file
from .appended_text import read_appended_text
from .mkdocs_yml import read_mkdocs_file, with_parents
from .zensical_toml import read_zensical_file

if TYPE_CHECKING:
    from ..files.disk import Files
    from .mkdocs_yml import MkdocsFile


def read_site_settings(files: Files, path: str) -> MkdocsFile:
    """The settings in the file at `path`, with the text that its site appends to each page.

    The folder of the theme is a path in the project.
    """
    if path.endswith(".toml"):
        settings = read_zensical_file(read_site_file(files, path))
    else:
        settings = read_mkdocs_file(*with_parents(path, partial(read_site_file, files)))
    folder = dirname(path)
    appended = read_appended_text(files, folder, settings.docs_dir, settings.listed)
    fences = settings.fences
    if fences.superfences:
        from .pinned_superfences import reads_tabs  # noqa: PLC0415 - few sites load superfences

        fences = fences._replace(reads_tabs=reads_tabs(files, folder, settings.docs_dir))
    theme = settings.theme.placed_in(folder)
    return settings._replace(theme=theme, appended=appended, fences=fences, folder=folder)
