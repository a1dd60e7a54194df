"""Whether a change damaged a document, found by means that docsgate's own proof does not use.

cmark-gfm renders both texts, and html5lib builds the trees that browsers show. The trees must be
equal, apart from what the fixes claim to change, which must differ exactly so often:

    link-* anchor-* image-*   one address for each such fix
    frontmatter-*             one field for each such fix
    fence-inverted            only lines with fences; everything else is then compared with the
                              document after that repair alone
    list-flattened            nothing, because GitHub shows the same; only the site differs
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from tools.fixing.independent import FRONTMATTER, code_blocks, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

FENCES = "fence-inverted"
LEADS = ("link-", "anchor-", "image-")
_ADDRESS = re.compile(r' (?:href|src)="([^"]*)"')
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[^`]*")
_LINE_ENDING = re.compile(r"\r\n?|\n")


def damage(before: str, after: str, rules: Sequence[str]) -> str:
    """A difference between `before` and `after` that none of `rules` claims; empty for none."""
    if code_blocks(before) != code_blocks(after):
        return "code blocks differ"
    old, new = seen(before), seen(after)
    led = sum(rule.startswith(LEADS) for rule in rules)
    if led:
        differ = sum(one != other for one, other in zip(*map(_addresses, (old, new)), strict=False))
        if differ > led:
            return f"{differ} addresses differ, {led} fixes change one"
        old, new = ([_ADDRESS.sub("", part) for part in parts] for parts in (old, new))
    if old != new:
        return "the page differs"
    fields = sum(rule.startswith("frontmatter-") for rule in rules)
    changed = _changed_fields(before, after)
    return f"{changed} fields differ, {fields} fixes change one" if changed > fields else ""


def damage_to_lines(before: str, after: str) -> str:
    """The first different line that is no fence; empty when there is none."""
    kept = (
        [line for line in _LINE_ENDING.split(text) if line.strip() and not _FENCE.fullmatch(line)]
        for text in (before, after)
    )
    differing = [pair for pair in zip(*kept, strict=False) if pair[0] != pair[1]]
    return f"a line that is no fence differs: {differing[0]}" if differing else ""


def _addresses(parts: Sequence[str]) -> list[str]:
    return [found[1] for part in parts if (found := _ADDRESS.search(part))]


def _changed_fields(before: str, after: str) -> int:
    old, new = _fields(before), _fields(after)
    if old is None or new is None:
        return 0 if old is None else len(old)
    return sum(old.get(key) != new.get(key) for key in {*old, *new})


def _fields(text: str) -> dict[Any, Any] | None:
    found = FRONTMATTER.match(text)
    try:
        loaded = yaml.safe_load("\n".join(found[0].split("\n")[1:-1])) if found else {}
    except (yaml.YAMLError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None
