"""Layouts of document repositories that need no configuration.

`docs-cms/` is the layout of this project, whose members must have certain fields. The other folders
are those that the field uses: adr-tools and MADR keep decisions in `doc/adr` or `docs/decisions`,
RFC processes use `rfcs/`, `proposals/` or, after Rust, `text/`. Nobody there chose our fields, so
nothing is required of those documents but what most of them do (see `decisions.customs`).
"""

from __future__ import annotations

import re

from ..late_pattern import LatePattern
from .settings import Collection, FieldType

_ADR_FOLDERS = (
    *("adr", "adrs", "decisions", "decision-log"),
    *("decision-record", "decision-records", "decision_record", "decision_records"),
    *(
        f"{kind}{mark}decision{what}"
        for kind in ("architecture", "architectural")
        for mark, ends in (
            ("-", ("", "s", "-record", "-records", "-log")),
            ("_", ("", "s", "_record", "_records", "_log")),
        )
        for what in ends
    ),
)
_RFC_FOLDERS = ("rfc", "rfcs", "active-rfcs", "proposals", "enhancements")
_TOP_FOLDERS = ("text", "accepted")

DOCS_FOLDERS = ("docs-cms", "docs", "doc", "rfcs", "text")
"""Folders that a run without paths and without configuration looks into, instead of everything."""

DECISION_FOLDERS = (*_ADR_FOLDERS, *_RFC_FOLDERS, *_TOP_FOLDERS)
"""Folders at the root that such a run looks into, too."""

OWN_LAYOUT = "docs-cms"
"""The folder of this project's own layout. Projects with it are strict, unless they are configured
not to be."""


def is_own_layout(path: str) -> bool:
    """Whether the document at `path` is in a folder with this project's own layout."""
    return OWN_LAYOUT in path.split("/")[:-1]


STATUSES = (
    "Draft", "Proposed", "Accepted", "Implemented", "Active", "Rejected", "Withdrawn",
    "Deprecated", "Superseded",
)  # fmt: skip

_NUMBERED = r"(?:{prefix}-)?(?P<number>\d{{3,5}})-(?P<slug>[^/]+)\.mdx?"
_USUAL = LatePattern(
    r"(?!\d{4}-\d\d-\d\d)"  # A date is no number.
    r"(?P<prefix>(?:(?:[a-z]{0,3}(?:adr|ad|rfc|rfd|ep|dr|ip)|decision|proposal)[-_ ]?)?)"
    r"(?P<number>\d{1,5})(?P<separator>[-_ ]+)(?P<slug>[^/]+)\.(?:mdx?|markdown)",
    re.IGNORECASE,
)
"""`0007-one-cache.md`, `adr-007-one-cache.md`, `AD0007-one-cache.md`, `7_one_cache.md`."""

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


_TYPES = dict(_COMMON)


def _own(name: str, folder: str, required: tuple[str, ...]) -> Collection:
    """A collection of this project's layout."""
    return Collection(
        name=name,
        folders=(folder,),
        filename=LatePattern(_NUMBERED.format(prefix=name), re.IGNORECASE),
        id=f"{name}-{{number}}",
        required=tuple((key, _TYPES[key]) for key in required),
        optional=tuple((key, kind) for key, kind in _COMMON if key not in required),
        statuses=STATUSES,
        frontmatter_required=True,
        anywhere=True,
    )


def _observed(name: str, folders: tuple[str, ...], *, anywhere: bool = True) -> Collection:
    """A collection of which nothing is required but what most of its members do."""
    return Collection(
        name=name,
        folders=folders,
        filename=_USUAL,
        optional=tuple((key, FieldType.ANY) for key, _ in _COMMON),
        statuses=STATUSES,
        anywhere=anywhere,
        is_observed=True,
    )


COLLECTIONS = (
    _own("adr", "docs-cms/adr", ("title", "status", "date")),
    _own("rfc", "docs-cms/rfcs", ("title", "status")),
    _own("memo", "docs-cms/memos", ("title",)),
    _observed("adr", _ADR_FOLDERS),
    _observed("rfc", _RFC_FOLDERS),
    # Only at the root do folders with these names hold RFCs.
    _observed("rfc", _TOP_FOLDERS, anywhere=False),
    _observed("memo", ("docs/memos",)),
)
"""The collections of known layouts, tried in this order for each document."""
