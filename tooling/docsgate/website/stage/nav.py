"""The navigation: sections with readable names, their index pages first, and not too many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISTED_MAX = 200
"""With more pages, sections list only their index page. Each page shows the navigation, so its cost
is quadratic, and nobody reads a column of a thousand titles."""

ORDER = ("guides", "adr", "adrs", "decisions", "rfcs", "rfc", "memos", "patterns")
"""Sections that come first, in this order; the others follow by name."""

LAST = ("rules",)
"""Sections that come after all others; only the page of all tags comes after them."""

TITLES = {
    "adr": "Decisions (ADR)",
    "adrs": "Decisions (ADR)",
    "decisions": "Decisions (ADR)",
    "rfc": "RFCs",
    "rfcs": "RFCs",
}


def section_title(folder: str) -> str:
    """The name of a section for readers, made from the name of its folder."""
    name = folder.rpartition("/")[2]
    return TITLES.get(name.lower()) or name.replace("-", " ").replace("_", " ").capitalize()


def navigation(pages: Iterable[str], titles: Mapping[str, str]) -> tuple[list[Any], str]:
    """The `nav` of mkdocs for `pages`, and its `not_in_nav`, one pattern a line.

    `titles` maps the folders of sections to the title of their index page, where it has one.
    """
    paths = sorted(pages)
    listed = len(paths) <= LISTED_MAX
    home = next((path for path in ("index.md", "README.md") if path in paths), "index.md")
    loose = [path for path in paths if "/" not in path and path not in (home, "tags.md")]
    folders = {path.partition("/")[0] for path in paths if "/" in path}
    top: list[Any] = [{"Home": [home, *loose]} if loose else {"Home": home}]
    hidden = []
    for folder in sorted(folders, key=_rank):
        own = [path for path in paths if path.startswith(f"{folder}/")]
        title = titles.get(folder) or section_title(folder)
        if listed:
            top.append({title: _section(folder, own, titles)})
        else:
            top.append({title: f"{folder}/index.md"})
            hidden.append(f"/{folder}/")
    if "tags.md" in paths:
        top.append({"Tags": "tags.md"})
    return top, "\n".join(hidden)


def _section(folder: str, paths: list[str], titles: Mapping[str, str]) -> list[Any]:
    """The entries of one section: its index page, its other pages, then its folders."""
    own = [path for path in paths if "/" not in path.removeprefix(f"{folder}/")]
    entries: list[Any] = sorted(own, key=lambda path: (not _is_index(path), path))
    inner = sorted(
        {path.removeprefix(f"{folder}/").partition("/")[0] for path in paths}
        - {path.removeprefix(f"{folder}/") for path in own}
    )
    for name in inner:
        below = f"{folder}/{name}"
        found = [path for path in paths if path.startswith(f"{below}/")]
        title = titles.get(below) or section_title(below)
        entries.append({title: _section(below, found, titles)})
    return entries


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2].lower() in ("index.md", "readme.md")


def _rank(folder: str) -> tuple[int, str]:
    if folder in ORDER:
        return ORDER.index(folder), folder
    return len(ORDER) + (folder in LAST), folder
