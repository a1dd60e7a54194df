"""What a file is within its folder and collection, by its name: an index page, a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..configuration.settings import Collection

_INDEX_NAMES = frozenset({"index.md", "readme.md", "index.mdx", "readme.mdx"})


def is_index(name: str) -> bool:
    """Whether the file `name` is a folder's index page."""
    return name.lower() in _INDEX_NAMES


def is_template(path: str, collection: Collection | None) -> bool:
    """Whether the file is a template of its collection, or in a folder `templates`."""
    if "/templates/" in f"/{path}":
        return True
    return collection is not None and collection.is_template(path.rpartition("/")[2])
