"""The pre-scan: is a document valid beyond doubt, at almost no cost?

Every rejection starts at a `<` or a `{`, or at a line that starts with `import ` or `export `:
tags, expressions and modules begin with these and nothing else is refused by the grammar, and not
all of them can be (see `suspects`). The only
other reason, for Docusaurus, is a URL that cannot be parsed: a place where one may stand counts as
a suspect too. A document without any of them is valid. The answer False promises nothing.
"""

from __future__ import annotations

import re

from ..source.suspects import next_suspect
from ..source.urls import suspicious_offsets

_SUSPECT = re.compile(r"<|\{|\n(?:im|ex)port |\r(?:im|ex)port ")


def is_clean(text: str) -> bool:
    """True only when no compiler of MDX rejects `text`."""
    if text.startswith(("import ", "export ")):
        return False
    return next_suspect(text, 0, _SUSPECT) == len(text) and not suspicious_offsets(text)
