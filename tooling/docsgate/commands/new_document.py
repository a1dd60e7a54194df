"""A new document of a collection: the next free number, a file name, text from a template.

python-frontmatter reads the template and writes the document: a new document has no comments,
quotes or order of its own that a dump could lose. Nothing is invented: fields that only the
author can know keep the template's words.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import frontmatter

from ..configuration.settings import FieldType
from ..decisions.numbering import number_in
from ..errors import UsageError, WriteError
from ..model.roles import is_index
from .configure import configure
from .request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from ..configuration.settings import Collection, Config

TEMPLATE_FOLDERS = ("docs-cms/templates", "docs/templates", "doc/templates", "templates")
_DATE = "YYYY-MM-DD"
_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN = "# {NAME}-NNN: Title\n\n## Context\n\n## Decision\n\n## Consequences\n"


class Draft(NamedTuple):
    """A document to be written: its path relative to the root, and its text."""

    path: str
    text: str


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
    text = _filled(_template(config, collection, folder), collection, number, title, today)
    return Draft(f"{folder}/{name}", text)


def write(config: Config, new: Draft) -> None:
    """Write the draft; never over a file that is there. Raises WriteError."""
    target = config.root / new.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(new.text)
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
    """What stands before the number in the last neighbour's name: `adr-`, `RFC-` or nothing."""
    if not neighbours:
        return f"{collection.name}-"
    number = number_in(collection, neighbours[-1])
    assert number, "only numbered documents are neighbours"
    return neighbours[-1].partition(number)[0]


def _template(config: Config, collection: Collection, folder: str) -> str:
    """The text of the collection's own template, or a plain one."""
    for place in (folder, *TEMPLATE_FOLDERS):
        for path in sorted((config.root / place).glob("*.md")):
            named = place == folder or path.name.lower().startswith(f"{collection.name}-")
            if named and collection.is_template(path.name):
                return path.read_text(encoding="utf-8")
    fields = dict.fromkeys([*dict(collection.required), "title"], "")
    dates = [name for name, kind in collection.required if kind is FieldType.DATE]
    fields.update(dict.fromkeys(dates, _DATE))
    body = _PLAIN.replace("{NAME}", collection.name.upper())
    post = frontmatter.Post(body)
    post.metadata.update(fields)
    return frontmatter.dumps(post, sort_keys=False)


def _filled(template: str, collection: Collection, number: str, title: str, today: str) -> str:
    """The template with number, title and dates in their places."""
    post = frontmatter.loads(template)
    label = f"{collection.name.upper()}-{number}"
    old_title = str(post.metadata.get("title") or "").partition(": ")[2] or "Title"
    post.metadata["title"] = f"{label}: {title}"
    if collection.id and ("id" in post.metadata or "id" in dict(collection.required)):
        post.metadata["id"] = collection.id.replace("{number}", number)
    for key, value in post.metadata.items():
        if value == _DATE:
            post.metadata[key] = date.fromisoformat(today)
    if not post.metadata.get("status") and "status" in collection.fields and collection.statuses:
        proposed = "Proposed" in collection.statuses
        post.metadata["status"] = "Proposed" if proposed else collection.statuses[0]
    post.content = post.content.replace(f"{collection.name.upper()}-NNN", label)
    post.content = post.content.replace(f": {old_title}", f": {title}", 1)
    return frontmatter.dumps(post, sort_keys=False) + "\n"
