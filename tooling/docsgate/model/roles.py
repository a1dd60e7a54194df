"""What a file is within its folder and collection: an index page, a template, a numbered folder.

Templates are known by their place, by a name that says nothing else, or by a title that nobody has
filled in; never by a word in a title, since a decision may be about a template engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from ..configuration.settings import Collection

_INDEX_NAMES = frozenset({"index.md", "readme.md", "index.mdx", "readme.mdx"})
_BESIDE = LatePattern(
    r"(?:readme|_?index|agents|claude|gemini|contributing|changelog|code_of_conduct|license"
    r"|security|governance|maintainers|summary|toc)"
    r"(?:[._-][a-z]{2,3}(?:[_-][a-z]{2,4})?)?\.(?:mdx?|markdown)",
    re.IGNORECASE,
)
_FORM_FOLDER = LatePattern(r"/(?:[\w.-]*[_-])?templates?/")
_FORM_NAME = LatePattern(r"(?!0*[1-9])(?:.*[-_. ])?template\.(?:mdx?|markdown)")
_SEPARATORS = re.compile(r"[\W_]+")
_PLACEHOLDER_NUMBER = re.compile(r"0+|n+|x+", re.IGNORECASE)
_TEMPLATE_WORDS = frozenset(
    {
        *("template", "adr", "adrs", "ad", "rfc", "rfcs", "rfd", "madr", "memo", "decision"),
        *("record", "architecture", "architectural", "proposal", "enhancement", "design", "doc"),
        *("bare", "minimal", "short", "long", "full", "simple", "basic", "default", "empty"),
        *("blank", "md"),
    }
)
_NUMBERED_TITLE = LatePattern(
    r"\s*(?:(?:[a-z]+[- ]?)?(?P<number>\d+|n{2,}|x{2,}|number)\b\s*[:.)\u2013\u2014-]?\s*)?"
    r"(?P<rest>.*?)\s*",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = LatePattern(
    r"\{.*\}|<.*>|\[[^\]]*\]|(?:(?:short|the|your|document|decision) )?title(?: of .*)?",
    re.IGNORECASE | re.DOTALL,
)


def is_form(path: str) -> bool:
    """Whether a person or a program fills in what is in the file at `path`, and copies it.

    Placeholders and example links are meant there. Unlike a template of a collection it may be a
    page of a site all the same. The folders are those of Hugo, Backstage, GitHub and others.
    """
    lower = path.lower()
    if "template" not in lower:
        return is_archetype(path)
    folder, _, name = lower.rpartition("/")
    is_named = _FORM_NAME.compiled.fullmatch(name) is not None
    return is_named or _FORM_FOLDER.compiled.search(f"/{folder}/") is not None


def is_archetype(path: str) -> bool:
    """Whether Hugo makes new pages from the file at `path`, which is a Go template."""
    return "/archetypes/" in f"/{path}"


def is_index(name: str) -> bool:
    """Whether the file `name` is a folder's index page."""
    return name.lower() in _INDEX_NAMES


def is_beside(name: str) -> bool:
    """Whether the file `name` tells of a folder, or is for agents, in any language.

    Such files (`README.de.md`, `AGENTS.md`) are members of no collection.
    """
    return _BESIDE.compiled.fullmatch(name) is not None


def entry(path: str, collection: Collection | None) -> str:
    """The path by which a member is numbered: its own, or that of the folder that it is alone in.

    `adr/0007-cache/README.md` is numbered as if it were `adr/0007-cache.md`.
    """
    folder, _, name = path.rpartition("/")
    if collection is None or collection.filename is None or not is_index(name):
        return path
    numbered = f"{folder.rpartition('/')[2]}.md"
    return f"{folder}.md" if collection.filename.compiled.fullmatch(numbered) else path


def is_inside_entry(path: str, collection: Collection) -> bool:
    """Whether the file at `path` is a further page of a member with a folder of its own."""
    pattern = collection.filename
    if pattern is None or entry(path, collection) != path:
        return False
    folder = path.rpartition("/")[0]
    while folder:
        folder, _, name = folder.rpartition("/")
        if pattern.compiled.fullmatch(f"{name}.md"):
            return True
    return False


def membership(path: str, collection: Collection | None, title: str) -> Collection | None:
    """The collection whose rules apply to the file at `path` with this `title`, if any do.

    Where most members have a number, a file without one tells of the others.
    """
    if collection is None or is_template(path, collection, title):
        return None
    name = path.rpartition("/")[2]
    if (is_index(name) or is_beside(name)) and entry(path, collection) == path:
        return None
    if is_inside_entry(path, collection):
        return None
    custom = collection.custom
    is_numbered = custom is None or custom.numbers is None or number_at(path, collection)
    return collection if is_numbered else None


def number_at(path: str, collection: Collection) -> str | None:
    """The number in the name of the file at `path`, if the collection's pattern has one."""
    pattern = collection.filename
    name = entry(path, collection).rpartition("/")[2]
    match = pattern.compiled.fullmatch(name) if pattern else None
    number = match.groupdict().get("number") if match else None
    return number if number and number.isdecimal() else None


def is_template(path: str, collection: Collection | None, title: str = "") -> bool:
    """Whether the file at `path`, with this `title`, is a template.

    One is in a folder `templates`, or it is in a collection without a number, and either its name
    says no more than "template" or its title is a placeholder.
    """
    if "/templates/" in f"/{path}":
        return True
    if collection is None:
        return False
    name = path.rpartition("/")[2]
    if collection.is_template(name) or _is_called_template(name):
        return True
    number = number_at(path, collection) or ""
    return bool(title) and not number.strip("0") and is_placeholder(title)


def _is_called_template(name: str) -> bool:
    words = _SEPARATORS.sub(" ", name.rpartition(".")[0].lower()).split()
    if not {"template", "empty"} & set(words):
        return False
    return all(word in _TEMPLATE_WORDS or _PLACEHOLDER_NUMBER.fullmatch(word) for word in words)


def is_placeholder(title: str) -> bool:
    """Whether `title` is one that nobody has filled in: `ADR-NNN: Title`, `{short title}`."""
    match = _NUMBERED_TITLE.compiled.fullmatch(title)
    assert match is not None, "the pattern matches any text"
    number = match["number"]
    if number and not number.isdecimal() and len(number) > 1:
        return True
    return _PLACEHOLDER.compiled.fullmatch(match["rest"]) is not None
