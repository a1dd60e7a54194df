"""What a fix claims to change. The proof holds it to that, and to nothing else changing.

SAME        the reader sees the same
SPACE       the same, by white space alone; apart, so that none of it keeps other fixes waiting
FIELD       and one field of the frontmatter changes
LINK        and one link leads elsewhere
LISTS       and the site shows a list as GitHub does
COMMENT     an HTML comment becomes an MDX comment, which readers of MDX see as little
FENCES      no line changes but those of fences, and code is what the repaired fences hold
ATTRIBUTES  braces show other text, which the site reads as the same attributes
SHOWN       raw HTML that browsers hide becomes text that they show; no word is lost
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic


class Claim(IntEnum):
    """One kind of change, in the order in which they are made: a fence decides what is code."""

    FENCES = 0
    FIELD = 1
    SAME = 2
    LISTS = 3
    LINK = 4
    COMMENT = 5
    SHOWN = 6
    SPACE = 7
    ATTRIBUTES = 8


_BY_RULE = {
    "fence-inverted": Claim.FENCES,
    "list-flattened": Claim.LISTS,
    "list-item-ended": Claim.LISTS,
    "mdx-comment-html": Claim.COMMENT,
}
_BY_FAMILY = {
    "frontmatter": Claim.FIELD,
    "link": Claim.LINK,
    "anchor": Claim.LINK,
    "image": Claim.LINK,
    "whitespace": Claim.SPACE,
}


def claim_of(finding: Diagnostic) -> Claim:
    """What the fix of `finding` claims to change."""
    family = finding.rule.partition("-")[0]
    if finding.fix and all(edit.text.startswith("{") for edit in finding.fix.edits):
        return _BY_RULE.get(finding.rule, Claim.ATTRIBUTES)
    unsafe = finding.fix is not None and not finding.fix.safe
    default = Claim.SHOWN if unsafe else Claim.SAME
    return _BY_RULE.get(finding.rule, _BY_FAMILY.get(family, default))
