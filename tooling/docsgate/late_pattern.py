"""A regular expression that is compiled when it is first used.

Compiling one takes up to a millisecond, and a run over one document needs few of those that the
modules name. What nearly every run needs is compiled at once, by `re.compile`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, eq=False, repr=False)
class LatePattern:
    """The regular expression `text` with the flags of `re`."""

    text: str
    flags: re.RegexFlag = re.NOFLAG

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What matches texts."""
        return re.compile(self.text, self.flags)
