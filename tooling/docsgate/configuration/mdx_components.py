"""The components that a Docusaurus site supplies to all pages, read from its own theme.

A site names them in the object that `src/theme/MDXComponents` exports, with those of the theme
spread into it (docusaurus.io, "MDX and React", section "MDX component scope"):

    import MDXComponents from '@theme-original/MDXComponents';
    import Card from '@site/src/components/Card';

    export default {...MDXComponents, Card};

The file is a program and is never run; `javascript_literals` reads what is written in it.
"""

from __future__ import annotations

from posixpath import join
from typing import TYPE_CHECKING, NamedTuple

from ..files.disk import is_file, read_site_file
from ..late_pattern import LatePattern
from .javascript_literals import read_default_keys

if TYPE_CHECKING:
    from ..files.disk import Files

_PLACES = tuple(
    f"src/theme/MDXComponents{name}.{suffix}"
    for name in ("", "/index")
    for suffix in ("js", "jsx", "ts", "tsx")
)
_ORIGINAL = LatePattern(
    r"import\s+(?P<name>[A-Za-z_$][\w$]*)\s+from\s+"
    r"[\"']@theme(?:-original|-init)?/MDXComponents[\"']"
)
_CHARACTERS_MAX = 1_000_000


class SiteComponents(NamedTuple):
    """Names of components; `is_open`: there may be others, whose names cannot be read."""

    names: frozenset[str] = frozenset()
    is_open: bool = False


def site_components(files: Files, folder: str) -> SiteComponents:
    """What the site in `folder` supplies."""
    paths = (join(folder, place) for place in _PLACES)
    path = next((path for path in paths if is_file(files, path)), None)
    return read_components(read_site_file(files, path)) if path else SiteComponents()


def read_components(text: str) -> SiteComponents:
    """The components in the text of such a file. Raises nothing."""
    if len(text) > _CHARACTERS_MAX:
        return SiteComponents(is_open=True)
    supply = read_default_keys(text)
    if supply is None:
        return SiteComponents(is_open=True)
    original = {match["name"] for match in _ORIGINAL.compiled.finditer(text)}
    return SiteComponents(supply.keys, is_open=not supply.spreads <= original)
