"""How a rule's manual is laid out.

What the rule finds, in one line.

Why it matters, and what to do.

Before:

Text that has the finding.

After:

The same text without it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_EXAMPLES = re.compile(r"\n\nBefore:\n\n(?P<before>.+)\n\nAfter:\n\n(?P<after>.+)\Z", re.DOTALL)
_INDENT = re.compile(r"^ {4}", re.MULTILINE)


class Manual(NamedTuple):
    """A manual in its parts; each example ends with a newline, or is empty if there is none."""

    text: str  # All that comes above the examples.
    before: str
    after: str


def read_manual(docstring: str) -> Manual:
    """The parts of a manual, as `manual` of the registry returns it."""
    found = _EXAMPLES.search(docstring)
    if found is None:
        return Manual(docstring, "", "")
    before, after = (_INDENT.sub("", block) + "\n" for block in found.groups())
    return Manual(docstring[: found.start()], before, after)
