"""The pre-scan: is a document valid beyond doubt, at almost no cost?

Every rejection starts at a `<` or a `{`, or at a line that starts with `import ` or `export `:
tags, expressions and modules begin with these and nothing else rejects. A document without any
of them is valid. The answer False promises nothing.
"""

from __future__ import annotations

import re

_SUSPECT = re.compile(r"[<{]|(?:\A|[\n\r])(?:import|export) ")


def is_clean(text: str) -> bool:
    """True only when no compiler of MDX rejects `text`."""
    return _SUSPECT.search(text) is None
