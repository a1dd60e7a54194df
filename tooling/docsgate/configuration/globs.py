"""Path globs, as the configuration and comments in documents write them."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def glob_to_regex(pattern: str) -> re.Pattern[str]:
    """Compile a path glob: `*` and `?` stay within a folder, `**` crosses folders.

    No other character is special, so a pattern is never an error. Globs come from documents, too,
    so none may take long: the text between two stars is matched at the first place where it fits,
    without going back later. That finds the same matches.
    """
    first, *others = re.split(r"(\*\*/?)", pattern)
    blocks = list(zip(("", *others[::2]), (first, *others[1::2]), strict=True))
    return re.compile(
        "".join(
            _block(crossing, block, last=number == len(blocks))
            for number, (crossing, block) in enumerate(blocks, 1)
        ),
        re.DOTALL,
    )


def _block(crossing: str, block: str, *, last: bool) -> str:
    """The expression for `crossing`, which is `**/`, `**` or nothing, and the `block` after it."""
    start, *pieces = (
        re.escape(piece).replace(r"\?", "[^/]") for piece in re.sub(r"\*+", "*", block).split("*")
    )
    final = f"[^/]*{pieces.pop()}" if pieces and last else ""
    inside = start + "".join(f"(?>[^/]*?{piece})" for piece in pieces) + final
    folders = {"": "", "**": ".*", "**/": "(?:[^/]+/)*"}[crossing]
    if last:
        return folders + inside
    return f"(?>{folders and folders + '?'}{inside})"
