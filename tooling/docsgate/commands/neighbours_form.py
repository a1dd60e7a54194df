"""The text of a new document where nobody configured its form: that of its neighbours.

A template that is there is filled in; nothing is added to it. Without one, a new document begins as
those beside it do: with the frontmatter that most have, or with a section that holds the status.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.frontmatter import said_title
from ..model.roles import is_placeholder
from ..parsing.read_frontmatter import read_frontmatter
from ..text import Source
from .edit_frontmatter import NO_SCALAR, with_value

if TYPE_CHECKING:
    from ..configuration.settings import Collection

_DATE = re.compile(r"[{\[<]?YYYY-MM-DD[^\n}\]>]*[}\]>]?|(?<=^Date: )DATE$", re.MULTILINE)
_FIELD = re.compile(r"^[\w-]+:.*", re.MULTILINE)
_HEADING = re.compile(r"^# +[^\r\n]*", re.MULTILINE)
_STATUS = re.compile(r"^STATUS$", re.MULTILINE)
_NUMBERED = re.compile(
    r"(?P<label>(?:[A-Za-z]+[- ]?)?)(?P<number>\d+)(?P<joint>\s*[:.)\u2013-]?\s+)"
)
_SECTIONS = "## Context\n\n## Decision\n\n## Consequences\n"


def heading_like(neighbour: Source | None, number: str, title: str) -> str:
    """`title` as the heading of `neighbour` has its own: with the number before it, or without."""
    said = said_title(neighbour.text, 0, None) if neighbour else f"{number}. "
    match = _NUMBERED.match(said)
    if match is None or not number:
        return title
    shown = str(int(number)).zfill(len(match["number"]) if match["number"][0] == "0" else 1)
    return f"{match['label']}{shown}{match['joint']}{title}"


def from_template(template: Source, collection: Collection, heading: str, today: str) -> Source:
    """`template` with `heading`, the date and the first status in the places that it has for them.

    Raises UsageError.
    """
    source = template
    front = read_frontmatter(source)
    for key, text in (("title", heading), ("status", first_status(collection))):
        field = front.get(key) if front and front.problem is None else None
        if field is None or field.value.kind in NO_SCALAR:
            continue
        said = field.value.text
        if key == "title" or not said.strip() or "|" in said or is_placeholder(said):
            source = with_value(source, key, text)
    front = read_frontmatter(source)
    start = front.span.end if front else 0
    fields = _FIELD.sub(lambda field: _DATE.sub(today, field[0]), source.text[:start])
    body = _HEADING.sub(lambda _match: f"# {heading}", source.text[start:], count=1)
    body = _STATUS.sub(first_status(collection), _DATE.sub(today, body))
    return Source(source.path, fields + body, source.bom)


def without_template(collection: Collection, heading: str, today: str) -> Source:
    """A document as most of the neighbours begin theirs."""
    status = first_status(collection)
    if collection.frontmatter_required:
        said = {"title": f'"{heading}"', "status": status, "date": today, "created": today}
        lines = [f"{key}: {said.get(key, '')}".rstrip() for key, _ in collection.required]
        text = "\n".join(["---", *lines, "---", "", f"# {heading}", "", _SECTIONS])
    else:
        text = f"# {heading}\n\nDate: {today}\n\n## Status\n\n{status}\n\n{_SECTIONS}"
    return Source("the plain template", text)


def first_status(collection: Collection) -> str:
    """The status of what is not decided yet, as the neighbours write it."""
    words = {word.lower(): word for word in reversed(collection.statuses)}
    return words.get("proposed") or words.get("draft") or "Proposed"
