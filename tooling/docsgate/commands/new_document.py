"""A new document of a collection: the next free number, a file name, text from a template.

python-frontmatter reads what the template's fields say. They are written in place, so that its
comments, quotes, order and line endings stay as they are. Nothing is invented: fields that only
the author can know keep the template's words.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import frontmatter
import yaml

from ..configuration.settings import FieldType
from ..decisions.numbering import number_in
from ..errors import UsageError, WriteError
from ..files.disk import Unreadable, read_source
from ..model.roles import is_index
from ..parsing.read_frontmatter import read_frontmatter
from ..text import LINE_ENDING, Source
from .configure import configure
from .edit_frontmatter import read_block, with_value
from .request import Request

if TYPE_CHECKING:
    from pathlib import Path

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


def write_new(kind: str, title: str, config_file: Path | None = None) -> str:
    """Write a new document of the collection `kind`, dated today, in the project around the
    current folder; its path. Raises UsageError, ConfigError and WriteError.
    """
    config = configure(Request(config_file=config_file))
    document = draft(config, kind, title, datetime.now(UTC).date().isoformat())
    write(config, document)
    return document.path


def draft(config: Config, kind: str, title: str, today: str) -> Draft:
    """A new document of the collection `kind`, dated `today` (ISO 8601). Raises UsageError."""
    collection = next((entry for entry in config.collections if entry.name == kind), None)
    if collection is None:
        names = ", ".join(dict.fromkeys(entry.name for entry in config.collections))
        raise UsageError(f"no collection is named `{kind}`; there are {names}")
    slug = _SLUG.sub("-", title.lower()).strip("-")
    if not slug:
        raise UsageError("the title has no letter or digit to name a file by")
    folder = _folder(config, collection)
    neighbours = _neighbours(config.root / folder, collection)
    number = _next_number(neighbours, collection)
    name = f"{_prefix(neighbours, collection)}{number}-{slug}.md"
    if collection.filename and not collection.filename.fullmatch(name):
        raise UsageError(f"`{name}` does not match the pattern of the collection `{kind}`")
    source = _fill_in(_template(config, collection, folder), collection, number, title, today)
    data = source.text.encode("utf-8-sig" if source.bom else "utf-8")
    return Draft(f"{folder}/{name}", data)


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


def _folder(config: Config, collection: Collection) -> str:
    existing = [folder for folder in collection.folders if (config.root / folder).is_dir()]
    return (existing or list(collection.folders))[0]


def _neighbours(folder: Path, collection: Collection) -> list[str]:
    """Names of the numbered documents in `folder`, sorted."""
    names = sorted(path.name for path in folder.glob("*.md")) if folder.is_dir() else []
    return [
        name
        for name in names
        if number_in(collection, name) and not collection.is_template(name) and not is_index(name)
    ]


def _next_number(neighbours: list[str], collection: Collection) -> str:
    numbers = [number for name in neighbours if (number := number_in(collection, name))]
    width = len(max(numbers, key=int)) if numbers else 3
    return f"{max(map(int, numbers), default=0) + 1:0{width}d}"


def _prefix(neighbours: list[str], collection: Collection) -> str:
    """What is before the number in the last neighbour's name: `adr-`, `RFC-` or nothing."""
    if not neighbours:
        return f"{collection.name}-"
    number = number_in(collection, neighbours[-1])
    assert number, "only numbered documents are neighbours"
    return neighbours[-1].partition(number)[0]


def _template(config: Config, collection: Collection, folder: str) -> Source:
    """The collection's own template, or a plain one. Raises UsageError if it cannot be read."""
    for place in (folder, *TEMPLATE_FOLDERS):
        for path in sorted((config.root / place).glob("*.md")):
            named = place == folder or path.name.lower().startswith(f"{collection.name}-")
            if named and collection.is_template(path.name):
                found = read_source(config.root, f"{place}/{path.name}")
                if isinstance(found, Unreadable):
                    raise UsageError(f"{found.source.path}: {found.message}")
                return found
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
