"""Layouts of document repositories that need no configuration.

The names are those in common use: adr-tools and MADR keep decisions in `doc/adr` or
`docs/decisions`, many projects in `docs/adr`; RFC processes use `rfcs/` or, after Rust, `text/`.
`docs-cms/` is a documentation folder whose every collection carries frontmatter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .settings import Collection, FieldType

DOCS_FOLDERS = ("docs-cms", "docs", "doc", "rfcs", "text")
"""Folders that a run without paths and without configuration looks into."""

STRICT_FOLDER = "docs-cms"
"""Projects with this folder are strict, unless they are configured not to be."""

STATUSES = (
    "Draft", "Proposed", "Accepted", "Implemented", "Active", "Rejected", "Withdrawn",
    "Deprecated", "Superseded",
)  # fmt: skip

_NUMBERED = r"(?:{prefix}-)?(?P<number>\d{{3,5}})-(?P<slug>[^/]+)\.mdx?"
_TEMPLATES = ("*template*.md", "*TEMPLATE*.md")
_COMMON = (
    ("id", FieldType.STRING),
    ("title", FieldType.STRING),
    ("description", FieldType.STRING),
    ("status", FieldType.STRING),
    ("date", FieldType.DATE),
    ("created", FieldType.DATE),
    ("updated", FieldType.DATE),
    ("author", FieldType.STRINGS),
    ("authors", FieldType.STRINGS),
    ("deciders", FieldType.STRINGS),
    ("consulted", FieldType.STRINGS),
    ("informed", FieldType.STRINGS),
    ("tags", FieldType.LIST),
    ("supersedes", FieldType.STRINGS),
    ("superseded_by", FieldType.STRINGS),
    ("superseded-by", FieldType.STRINGS),
    ("amends", FieldType.STRINGS),
    ("related", FieldType.STRINGS),
    ("slug", FieldType.STRING),
    ("sidebar_label", FieldType.STRING),
    ("sidebar_position", FieldType.ANY),
)


def _collection(
    name: str,
    folders: tuple[str, ...],
    required: tuple[str, ...],
    *,
    statuses: tuple[str, ...] = STATUSES,
    frontmatter_required: bool = True,
) -> Collection:
    types = dict(_COMMON)
    return Collection(
        name=name,
        folders=folders,
        filename=re.compile(_NUMBERED.format(prefix=name), re.IGNORECASE),
        id=f"{name}-{{number}}",
        required=tuple((key, types[key]) for key in required),
        optional=tuple((key, kind) for key, kind in _COMMON if key not in required),
        statuses=statuses,
        templates=_TEMPLATES,
        frontmatter_required=frontmatter_required,
        unknown_fields=True,
        anywhere=True,
    )


COLLECTIONS = (
    _collection(
        "adr",
        (
            "docs-cms/adr",
            "docs/adr",
            "docs/adrs",
            "doc/adr",
            "doc/adrs",
            "docs/decisions",
            "docs/architecture/decisions",
        ),
        ("title", "status", "date"),
    ),
    _collection("rfc", ("docs-cms/rfcs", "docs/rfcs", "docs/rfc", "rfcs"), ("title", "status")),
    # Only at the root does a folder named `text` hold RFCs.
    replace(_collection("rfc", ("text",), (), frontmatter_required=False), anywhere=False),
    _collection("memo", ("docs-cms/memos", "docs/memos"), ("title",)),
)
"""The collections of known layouts, tried in this order for each document."""
