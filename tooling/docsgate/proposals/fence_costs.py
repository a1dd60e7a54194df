"""What each guess about a fence costs, in the units of `code_or_prose`: a line weighs up to 4.

The numbers were set by hand. The evidence is `python tests/tools/fixing/weights.py`, which repairs
1,079 documents: 35 whose history shows which lines are code, and others whose fences were broken on
purpose. 300 lost blocks come back, 813 of the broken documents become what they were, and 509 of
their repairs are certain, of which 8 are wrong. A row says what changes in these four figures when
one number is halved, and when it is doubled:

                             halved                        doubled
                          back before certain  wrong    back before certain  wrong
    ADDED                        0    -10     -6     -1      -22   -186    -62    +11
    REMOVED                     -2    -47     -5     -1        0      0      0      0
    REMOVED_AT_END               0     -4     +4     +7        0      0     -1     -1
    OPENER_BARE                  0      0      0      0        0     +3      0      0
    OPENER_ABOVE_BLANK           0      0     +1     +1        0     +3      0      0
    OPENER_LIKE_CLOSER          -6     -4      0     +3        0      0      0      0
    CLOSER_PLAIN                 0      0     -1     -1       -2    -19     -1     +2
    CLOSER_BELOW_BLANK           0     +3      0      0        0      0      0      0
    CONTENT_LANGUAGE            -2    -79    -37     -3        0     +3     +2      0
    CONTENT_BARE               -11    -26     -9      0        0      0      0      0
    BEGIN_BELOW_LABEL            0      0      0      0       -1      0      0      0
    BEGIN_BELOW_CODE             0      0      0      0        0     -3     -2      0
    INTRODUCTION_WEIGHT_MAX      0     -4    -36     -1        0      0     +2      0
    PROSE_WEIGHT_MAX             0      0      0      0        0     +2      0      0
    IN_CODE                      0      0     +2      0       -1    -10     -4      0
    IN_TEXT                     -2    -17     -9     +1       -1     +1     -2      0
    IN_GUESSED                  -1    -47    -27     -1       -6    +24    +13     +1

A number without a row changes nothing here when it is halved or doubled.
"""

from __future__ import annotations

ADDED = 5.0
"""A fence is added."""

REMOVED = 10.0
"""A fence is taken away."""

REMOVED_AT_END = 5.0
"""A fence is taken away with nothing but blank lines in the four lines below it."""

OPENER_BARE = 0.8
"""A fence without an info string opens a block."""

OPENER_TEXT = 0.5
"""A fence with the info string `text` opens a block."""

OPENER_ABOVE_BLANK = 1.0
"""An opening fence has a blank line below it."""

OPENER_BELOW_TEXT = 0.3
"""An opening fence has no blank line above it."""

OPENER_LIKE_CLOSER = 7.0
"""An opening fence has a blank line below it and none above it, as closing fences have; this comes
in addition to the two costs above."""

CLOSER_PLAIN = 1.0
"""A fence whose info string names plain text (`text`, `console`) closes a block."""

CLOSER_LANGUAGE = 3.0
"""A fence whose info string names a language closes a block."""

CLOSER_BELOW_BLANK = 1.2
"""A closing fence has a blank line above it."""

CLOSER_ABOVE_TEXT = 0.8
"""A closing fence has no blank line below it."""

CONTENT_OF_MARKDOWN = 0.5
"""A fence is content of a block that shows Markdown."""

CONTENT_LANGUAGE = 7.0
"""A fence with an info string is content of another block."""

CONTENT_BARE = 9.0
"""A fence without an info string is content of another block."""

BEGIN_AT_BLANK = 2.0
"""A block whose opening fence is added begins with a blank line."""

BEGIN_AMID_TEXT = 5.0
"""A block whose opening fence is added begins below text that introduces nothing."""

BEGIN_BELOW_LABEL = -2.0
"""A block whose opening fence is added begins with code right below a label: the most likely place,
so this lowers the cost."""

BEGIN_AS_PROSE = 2.0
"""A block whose opening fence is added begins with prose below a heading or a colon."""

BEGIN_BELOW_CODE = 1.0
"""A block whose opening fence is added begins below an introduction that does not read as prose."""

END_AMID_TEXT = 2.0
"""A block whose closing fence is added ends elsewhere than at the first blank line."""

INTRODUCTION_WEIGHT_MAX = 0.5
"""A line that ends with a colon introduces code only up to this weight; above it, the line is code
itself."""

PROSE_WEIGHT_MAX = -1.0
"""A line of this weight or less is prose where a block would begin."""

IN_CODE, IN_TEXT, IN_MARKDOWN, IN_GUESSED = 1.0, 0.7, 0.15, 0.7
"""What the weight of a line of prose is multiplied by inside a block of code, of plain text, of
Markdown, and inside one whose opening fence is added."""
