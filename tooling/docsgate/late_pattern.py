"""A regular expression that is compiled when it is first used.

Compiling one takes up to a millisecond, and a run over one document needs few of those that the
modules name. What nearly every run needs is compiled at once, by `re.compile`.
"""

from __future__ import annotations

import re
from functools import cached_property


class LatePattern:
    """The regular expression `pattern` with the flags of `re`."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.text, self._flags = pattern, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What matches texts."""
        return re.compile(self.text, self._flags)
