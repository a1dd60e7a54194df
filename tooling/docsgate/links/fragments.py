"""Whether a page or file has the part that the fragment of a link names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.settings import Target
from ..parsing.html_tags import HTML_SUFFIXES
from ..readers.mkdocs.docs_files import is_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..readers.address import Address

_LINES = re.compile(r"L(\d+)(?:C\d+)?(?:-L(\d+)(?:C\d+)?)?")
_CODE = (".c", ".cc", ".cpp", ".cs", ".css", ".go", ".h", ".hpp", ".java", ".js", ".json", ".kt",
         ".php", ".proto", ".py", ".rb", ".rs", ".sh", ".sql", ".swift", ".tf", ".toml", ".ts",
         ".tsx", ".yaml", ".yml")  # fmt: skip
_NUMBERED = re.compile(r"__(?:annotation|nav)_\d")
"""Anchors that the theme counts: annotations of code, and the parts of its navigation."""

_TEXT_FRAGMENT = ":~:text="
_GITHUB_PREFIX = "user-content-"
"""The page has it before every id, and a script of the page adds it to a fragment without it."""


def names_lines(fragment: str) -> bool:
    """Whether `fragment` names lines of a file, as GitHub writes them: `L10`, `L10-L12`."""
    return _LINES.fullmatch(fragment) is not None


class Fragments:
    """What fragments lead to: the anchors of pages for each reader, and the lengths of files."""

    def __init__(
        self,
        anchors: Mapping[tuple[Target, str], frozenset[str]],
        line_counts: Mapping[str, int],
    ) -> None:
        self._anchors = anchors
        self._line_counts = line_counts

    def has(self, target: Target, path: str, address: Address) -> bool:
        """Whether the page or file at `path` has what the fragment of `address` names."""
        fragment = address.fragment
        if fragment.startswith(_TEXT_FRAGMENT):
            return True
        fragment = fragment.partition(_TEXT_FRAGMENT)[0]
        anchors = self._anchors.get((target, path))
        if target is Target.GITHUB:
            is_source = anchors is None or "plain=1" in address.query
            return self._is_on_github(path, fragment, anchors, is_source=is_source)
        if anchors is None or (target is Target.MKDOCS and _is_beyond_headings(path, fragment)):
            return True
        return fragment in anchors

    def _is_on_github(
        self, path: str, fragment: str, anchors: frozenset[str] | None, *, is_source: bool
    ) -> bool:
        """Whether GitHub shows `fragment` of `path`, which has numbered lines if `is_source`.

        Where no id is spelt so, a script of the page looks for it in lower case, as slugs are.
        """
        if is_source and (lines := _LINES.fullmatch(fragment)):
            last = self._line_counts.get(path)
            return last is None or 1 <= int(lines[2] or lines[1]) <= last
        if anchors is None:
            return path != "" and not path.endswith(_CODE)
        name = fragment.removeprefix(_GITHUB_PREFIX)
        return name in anchors or name.lower() in anchors


def _is_beyond_headings(path: str, fragment: str) -> bool:
    """Whether the site may have `fragment` though the document does not say so."""
    is_rendered = is_page(path) or path.endswith(HTML_SUFFIXES)
    return not is_rendered or _NUMBERED.match(fragment) is not None
