"""What a fix claims to change. The proof holds it to that, and to nothing else changing.

SAME        the reader sees the same
SPACE       the same, by white space alone; apart, so that none of it keeps other fixes waiting
FIELD       and one field of the frontmatter changes
LINK        and one link leads elsewhere
CODE        and the site shows as code what GitHub does
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
    CODE = 1
    FIELD = 2
    SAME = 3
    LISTS = 4
    LINK = 5
    COMMENT = 6
    SHOWN = 7
    SPACE = 8
    ATTRIBUTES = 9


_BY_RULE = {
    "fence-inverted": Claim.FENCES,
    "fence-misread": Claim.CODE,
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
