"""What docsgate wants to know of a project's mkdocs.yml, without building anything.

The file may hold `!!python/name:` tags. It is read as a stream of YAML events, from which no value
is ever constructed, so that no tag imports or calls anything; what cannot be read says nothing.
mkdocs reports a broken file itself when the site is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath: TypeAlias = tuple[str, ...]

_GFM_LISTS = "docsgate.gfm_lists"
_DEPTH_MAX = 24
"""Levels of nesting; what lies deeper is not looked at."""


@dataclass(frozen=True, slots=True)
class MkdocsFile:
    """Settings as written, with mkdocs' defaults; paths are relative to the file's folder.

    `sources` is `extra.docsgate.docs`: the folder of authored documents that are staged into
    `docs_dir` before a build. When it is empty, `docs_dir` is built as it stands.
    `repository` is `extra.docsgate.repository`, an address like https://github.com/owner/name.
    """

    docs_dir: str = "docs"
    site_dir: str = "site"
    sources: str = ""
    repository: str = ""
    branch: str = "main"
    has_nav: bool = False
    extensions: frozenset[str] = frozenset()


def read_mkdocs_file(text: str) -> MkdocsFile:
    """Read the text of a mkdocs.yml. Raises nothing."""
    scalars = dict(_scalars(text))
    return MkdocsFile(
        docs_dir=scalars.get(("docs_dir",)) or "docs",
        site_dir=scalars.get(("site_dir",)) or "site",
        sources=scalars.get(("extra", "docsgate", "docs"), ""),
        repository=scalars.get(("extra", "docsgate", "repository"), "").rstrip("/"),
        branch=scalars.get(("extra", "docsgate", "branch")) or "main",
        has_nav=any(path[0] == "nav" for path in scalars),
        extensions=frozenset(_extensions(scalars)),
    )


def reads_gfm_lists(text: str) -> bool:
    """Whether the mkdocs.yml with this `text` uses the Markdown extension `docsgate.gfm_lists`."""
    return _GFM_LISTS in text and _GFM_LISTS in read_mkdocs_file(text).extensions


def _extensions(scalars: dict[KeyPath, str]) -> Iterator[str]:
    """Names under `markdown_extensions`: items of a list, with or without settings, or keys."""
    for path, value in scalars.items():
        if path[0] != "markdown_extensions" or len(path) < 2:
            continue
        if not path[1].isdecimal():
            yield path[1]
        elif len(path) > 2:
            yield path[2]
        else:
            yield value


def _scalars(text: str) -> Iterator[tuple[KeyPath, str]]:
    """Every scalar value with the keys and the positions in lists that lead to it.

    An empty mapping or list counts as an empty scalar. Ends early at invalid YAML.
    """
    frames: list[_Frame] = []
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            yield from _advance(frames, event)
    except (yaml.YAMLError, RecursionError):
        return


@dataclass(slots=True)
class _Frame:
    """An open mapping or list: where it stands, and which key or item comes next."""

    path: KeyPath
    is_list: bool
    key: str | None = None
    count: int = 0

    def child(self) -> KeyPath:
        """The path of the value that begins now."""
        step = str(self.count) if self.is_list else (self.key or "")
        return (*self.path, step)

    def advance(self) -> None:
        """Count the value that has ended."""
        self.count += 1
        self.key = None


def _advance(frames: list[_Frame], event: Any) -> Iterator[tuple[KeyPath, str]]:
    top = frames[-1] if frames else None
    if isinstance(event, yaml.ScalarEvent):
        if top is None:
            return
        if not top.is_list and top.key is None:
            top.key = event.value
            return
        if len(frames) <= _DEPTH_MAX:
            yield top.child(), event.value
        top.advance()
    elif isinstance(event, yaml.CollectionStartEvent):
        path = top.child() if top and len(frames) <= _DEPTH_MAX else ()
        frames.append(_Frame(path, isinstance(event, yaml.SequenceStartEvent)))
    elif isinstance(event, yaml.CollectionEndEvent):
        ended = frames.pop()
        if frames:
            if not ended.count and ended.path:
                yield ended.path, ""
            frames[-1].advance()
    elif isinstance(event, yaml.AliasEvent) and top is not None:
        if not top.is_list and top.key is None:
            top.key = f"*{event.anchor}"
        else:
            top.advance()
