"""The parameters of a statement: `?` as the ports have it, `%s` as psycopg has it.

A `?` in quotes, in `$$` or `$tag$` bodies, in `E''` texts, in quoted names and in comments is no
parameter (PostgreSQL, "Lexical Structure"). A statement that has parameters writes the operators
of `jsonb` that contain `?` as `??`, `??|` and `??&`, as JDBC does; one that has none writes them as
they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

KEPT = re.compile(
    r"""( \b[eE]'(?:[^'\\]|''|\\.)*' | '(?:[^']|'')*' | "(?:[^"]|"")*"
        | (?<![\w$])(?P<tag>\$(?:[^\W\d]\w*)?\$).*?(?P=tag) | --[^\n]* )
        | (?P<comment>/\*) | (\?\?) | \?""",
    re.DOTALL | re.VERBOSE,
)
EDGE = re.compile(r"/\*|\*/")


@lru_cache(maxsize=1000)
def marked(sql: str) -> str:
    """`sql` with `%s` for each parameter, and `%%` for each percent sign."""
    parts, place = [], 0
    while (found := KEPT.search(sql, place)) is not None:
        parts.append(sql[place : found.start()].replace("%", "%%"))
        place = _end_of_comment(sql, found.end()) if found["comment"] else found.end()
        if found[1] or found["comment"]:
            parts.append(sql[found.start() : place].replace("%", "%%"))
        else:
            parts.append("?" if found[4] else "%s")
    return "".join(parts) + sql[place:].replace("%", "%%")


def _end_of_comment(sql: str, place: int) -> int:
    """Where a comment ends whose text begins at `place`. Comments have comments in them."""
    depth = 1
    while depth and (edge := EDGE.search(sql, place)) is not None:
        depth, place = depth + (1 if edge[0] == "/*" else -1), edge.end()
    return len(sql) if depth else place
