"""A link on a site whose pages are staged: copied, with links rewritten, before they are built.

Staging turns a link that is right on GitHub into one that is right on the site: to the page, to the
copied file, or, outside the docs folder, to the address of the repository. A link that GitHub does
not find is not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..docs_folders import is_below
from ..verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from ...model.document import Link
    from ..address import Address
    from ..github import GithubReader
    from .links import MkdocsReader


class StagedReader:
    """Follows links on a site that is built from staged pages."""

    def __init__(self, site: MkdocsReader, repository: GithubReader) -> None:
        """`site` is the site as built from the folder of the authors, before staging.

        `repository` finds the files that staging links to.
        """
        self._site = site
        self._repository = repository

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is a page of the site."""
        return self._site.reads(path)

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where `link` in the page at `path` leads."""
        found = self._repository.follow(path, link, address)
        if found.outcome is not Outcome.FOUND:
            return self._site.follow(path, link, address)
        is_shown = is_below(found.path, self._site.docs) or found.place == self._site.docs
        if is_shown and found.path and self._site.leaves_out(found.path):
            return Verdict(Outcome.EXCLUDED, found.path, found.path)
        if is_shown or self._site.settings.repository:
            return found
        return self._site.follow(path, link, address)
