"""What other documents may know of a document without reading it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .roles import is_index, is_template, membership

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..configuration.settings import Collection


@dataclass(frozen=True, repr=False)
class Outline:
    """What the rules for other documents may use of a document: its path and its frontmatter.

    `texts` holds the text of each field, or the texts of the items of a list. `said_successor` is
    the successor that the text of a superseded document names, `title` is as in `Document`.
    `pointed_to` is the target of the one link that is all a document says, if it is.
    """

    path: str
    collection: Collection | None = None
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said_successor: str = ""
    title: str = ""
    pointed_to: str = ""

    @cached_property
    def name(self) -> str:
        """The file name."""
        return self.path.rpartition("/")[2]

    @cached_property
    def is_index(self) -> bool:
        """Whether it is a folder's index page."""
        return is_index(self.name)

    @cached_property
    def is_template(self) -> bool:
        """Whether it is a template, which no rule of its collection judges."""
        return is_template(self.path, self.collection, self.title)

    @cached_property
    def membership(self) -> Collection | None:
        """The collection whose rules apply to the document, if any do."""
        return membership(self.path, self.collection, self.title)

    def text(self, key: str) -> str:
        """The text of the field `key`, without white space around it; empty without one."""
        texts = self.texts.get(key, ())
        return texts[0].strip() if texts else ""
