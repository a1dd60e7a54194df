"""Images that a bundler finds by the alias of a folder, as in `![](@assets/plan.svg)`.

They are right on the site, and no path of a file for anybody else.
"""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..configuration.generators import Generator
from ..files.disk import is_file
from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..configuration.path_aliases import Alias
    from ..files.disk import Files
    from ..model.document import Link

_ALIAS = LatePattern(r"[@~][\w-]*/")
_BUNDLES = frozenset({Generator.ASTRO, Generator.VITEPRESS, Generator.NEXT, Generator.GATSBY})


def make_alias_test(files: Files, path: str, generator: Generator | None) -> Callable[[Link], bool]:
    """Whether a link in the document at `path`, which `generator` shows, is such an image.

    Where tsconfig.json knows the alias, the image must be there. Else another file of the site may.
    """
    known: list[Alias] | None = None

    def is_alias(link: Link) -> bool:
        nonlocal known
        if generator not in _BUNDLES or not link.is_image or not _ALIAS.compiled.match(link.target):
            return False
        if known is None:
            from ..configuration.path_aliases import read_aliases  # noqa: PLC0415 - seldom wanted

            known = read_aliases(files, dirname(path))
        for alias in known:
            if link.target.startswith(alias.prefix):
                rest = unquote(re.split("[?#]", link.target)[0][len(alias.prefix) :])
                return is_file(files, join(alias.folder, rest))
        return True

    return is_alias
