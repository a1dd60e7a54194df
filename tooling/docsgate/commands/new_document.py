"""A new document of a collection: the next free number, a file name, text from a template.

python-frontmatter reads what the template's fields say. They are written in place, so that its
comments, quotes, order and line endings stay as they are. Nothing is invented: fields that only
the author can know keep the template's words.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

import frontmatter
import yaml

from ..configuration.settings import FieldType
from ..decisions.customs import customs
from ..errors import UsageError, WriteError
from ..files.disk import Unreadable, read_source
from ..loading.observe import read_outline
from ..model.roles import is_template, number_at
from ..parsing.read_frontmatter import read_frontmatter
from ..text import LINE_ENDING, Source
from .configure import configure
from .edit_frontmatter import read_block, with_value
from .neighbours_form import from_template, heading_like, without_template
from .next_place import Place, find_place, next_name
from .request import Request

if TYPE_CHECKING:
    from ..configuration.settings import Collection, Config

TEMPLATE_FOLDERS = ("docs-cms/templates", "docs/templates", "doc/templates", "templates")
_DATE = "YYYY-MM-DD"
_SLUG = re.compile(r"[^a-z0-9]+")
_FILLED_IN = frozenset({"id", "status", "title"})
_PLAIN = "# {NAME}-NNN: Title\n\n## Context\n\n## Decision\n\n## Consequences\n"


class Draft(NamedTuple):
    """A document to be written: its path relative to the root, and its bytes in UTF-8."""

    path: str
    data: bytes


def write_new(
    kind: str, title: str, config_file: Path | None = None, folder: Path | None = None
) -> str:
    """Write a new document of the collection `kind`, dated today, in the project around the
    current folder; its path. Raises UsageError, ConfigError and WriteError.
    """
    config = configure(Request(config_file=config_file))
    chosen = folder and Path(os.path.normpath(folder.absolute()))
    if chosen and not chosen.is_relative_to(config.root):
        raise UsageError(f"{folder}: outside the project {config.root}")
    inside = chosen.relative_to(config.root).as_posix() if chosen else None
    document = draft(config, kind, title, datetime.now(UTC).date().isoformat(), inside)
    write(config, document)
    return document.path


def draft(config: Config, kind: str, title: str, today: str, folder: str | None = None) -> Draft:
    """A new document of the collection `kind`, dated `today` (ISO 8601).

    It goes into `folder`, or to its neighbours. Raises UsageError.
    """
    place = find_place(config, kind, folder)
    slug = _SLUG.sub("-", title.lower()).strip("-")
    if not slug:
        raise UsageError("the title has no letter or digit to name a file by")
    name, number = next_name(place, slug, today)
    path = f"{place.folder}/{name}"
    pattern = place.collection.filename
    if number and pattern and not number_at(path, place.collection):
        raise UsageError(f"`{name}` does not match the pattern of the collection `{kind}`")
    template = _template(config, place)
    if place.collection.is_observed:
        heading = heading_like(_last(config, place), number, title)
        collection = _observed(config, place)
        source = (
            from_template(template, collection, heading, today)
            if template
            else without_template(collection, heading, today)
        )
    else:
        plain = template or _plain(place.collection)
        source = _fill_in(plain, place.collection, number, title, today)
    return Draft(path, source.text.encode("utf-8-sig" if source.bom else "utf-8"))


def _last(config: Config, place: Place) -> Source | None:
    """The document with the highest number, if there is one that can be read."""
    found = read_source(config.files, place.neighbours[-1]) if place.neighbours else None
    return found if isinstance(found, Source) else None


def _observed(config: Config, place: Place) -> Collection:
    """The collection with what most of the neighbours do."""
    outlines = {path: one for path in place.neighbours if (one := read_outline(config, path))}
    return customs(config, outlines).get(place.folder, place.collection)


def write(config: Config, new: Draft) -> None:
    """Write the draft; never over a file that is there. Raises WriteError."""
    target = config.root / new.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(new.data)
    except OSError as error:
        message = f"{new.path}: cannot be written: {(error.strerror or str(error)).lower()}"
        raise WriteError(message) from None


def _template(config: Config, place: Place) -> Source | None:
    """The collection's own template, if there is one. Raises UsageError if it cannot be read."""
    above = (dirname(place.folder), "") if place.collection.is_observed else ()
    for folder in dict.fromkeys((place.folder, *above, *TEMPLATE_FOLDERS)):
        names = sorted((one.name for one in (config.root / folder).glob("*.md")), key=len)
        for name in names:
            path = f"{folder}/{name}".lstrip("/")
            own = folder not in TEMPLATE_FOLDERS or name.lower().startswith(
                f"{place.collection.name}-"
            )
            if own and is_template(path, place.collection):
                found = read_source(config.root, path)
                if isinstance(found, Unreadable):
                    raise UsageError(f"{found.source.path}: {found.message}")
                return found
    return None


def _plain(collection: Collection) -> Source:
    """A document with the required fields and the usual sections."""
    lines = [f"{name}: {_blank_value(name, kind)}".rstrip() for name, kind in collection.required]
    if "title" not in dict(collection.required):
        lines.append("title:")
    body = _PLAIN.replace("{NAME}", collection.name.upper())
    return Source("the plain template", "\n".join(["---", *lines, "---", "", body]))


def _blank_value(name: str, kind: FieldType) -> str:
    """What a field says that nobody has filled in."""
    if kind is FieldType.DATE:
        return _DATE
    return "" if name in _FILLED_IN else "''"


def _fill_in(
    template: Source, collection: Collection, number: str, title: str, today: str
) -> Source:
    """The template with number, title and dates in their places. Raises UsageError."""
    source = template if read_frontmatter(template) else _with_empty_block(template)
    fields = _fields(source)
    label = f"{collection.name.upper()}-{number}"
    for key, text in _values(fields, collection, number).items():
        source = with_value(source, key, text)
    source = with_value(source, "title", f"{label}: {title}")
    for key in [key for key, value in fields.items() if value == _DATE]:
        source = with_value(source, key, today, written=today)
    end = read_block(source).span.end
    body = source.text[end:].replace(f"{collection.name.upper()}-NNN", label)
    old_title = str(fields.get("title") or "").partition(": ")[2] or "Title"
    body = body.replace(f": {old_title}", f": {title}", 1)
    return Source(source.path, source.text[:end] + body, source.bom)


def _fields(source: Source) -> dict[str, object]:
    """What the fields of `source` say. Raises UsageError if they cannot be read."""
    read_block(source)  # It refuses nesting that would overflow the stack of some YAML loaders.
    try:
        return frontmatter.loads(source.text).metadata
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that no calendar has.
        reason = str(error).partition("\n")[0]
        raise UsageError(f"{source.path}: its frontmatter cannot be read: {reason}") from None


def _values(fields: dict[str, object], collection: Collection, number: str) -> dict[str, str]:
    """What the fields `id` and `status` are to say, where a template with `fields` needs them."""
    values = {}
    if collection.id and ("id" in fields or "id" in dict(collection.required)):
        values["id"] = collection.id.replace("{number}", number)
    if not fields.get("status") and "status" in collection.fields and collection.statuses:
        proposed = "Proposed" in collection.statuses
        values["status"] = "Proposed" if proposed else collection.statuses[0]
    return values


def _with_empty_block(template: Source) -> Source:
    found = LINE_ENDING.search(template.text)
    ending = found[0] if found else "\n"
    block = f"---{ending}---{ending}{ending}"
    return Source(template.path, block + template.text, template.bom)
