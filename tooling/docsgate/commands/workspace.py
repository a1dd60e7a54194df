"""A project that stays open while people write: texts are checked that are not saved yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.report import Report
from ..configuration.discovery import collection_of, documents_of
from ..errors import UsageError
from ..fixing.recheck import Rechecker
from ..links.judge import Judge
from ..loading.index_project import index_project
from ..loading.load_project import load_project
from ..loading.read_document import read_document
from ..text import Source
from .configure import configure
from .request import Request

if TYPE_CHECKING:
    from ..model.document import Document


class Workspace:
    """One project, read once; each text is then checked against all its other documents."""

    def __init__(self, path: str | Path = ".", request: Request | None = None) -> None:
        """Read the project that the file or folder `path` belongs to, configured by `request`.

        Raises UsageError and ConfigError.
        """
        request = request or Request(paths=(Path(path),))
        self._config = configure(request)
        loaded = load_project(self._config, documents_of(self._config, ()))
        judge = Judge(loaded)
        self._rechecker = Rechecker(index_project(loaded, judge), judge)

    @property
    def root(self) -> Path:
        """The project's root. Paths in findings are relative to it."""
        return self._config.root

    def check(self, path: str | Path, text: str) -> Report:
        """What is wrong with `text`, were it saved in the file `path`. Raises UsageError."""
        document = self._document(path, text)
        changed = self._rechecker.with_document(document)
        return Report.of(changed.project_with(document), self._rechecker.check(document).found)

    def update(self, path: str | Path, text: str) -> None:
        """Remember `text` as what the file `path` holds, for documents that lead there."""
        self._rechecker = self._rechecker.with_document(self._document(path, text))

    def _document(self, path: str | Path, text: str) -> Document:
        place = Path(path)
        if place.is_absolute():
            if not place.is_relative_to(self.root):
                raise UsageError(f"{place}: outside the project {self.root}")
            place = place.relative_to(self.root)
        source = Source(place.as_posix(), text)
        return read_document(source, collection_of(self._config, source.path), self._config)
