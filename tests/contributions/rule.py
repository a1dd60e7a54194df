"""A rule without a fix: a heading need not be closed."""

from contributions.lines import below

MODULE = '''\
"""
A heading is closed by number signs.

They show nowhere, and whoever changes the level of the heading must change both ends of it.

Delete them.

Before:

    ## Costs ##

After:

    ## Costs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "heading-closed"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each heading with number signs behind its text."""
    for heading in document.headings:
        start = heading.text_span.end
        behind = document.source.slice(Span(start, heading.span.end)).rstrip()
        if set(behind.lstrip()) == {"#"}:
            span = Span(start, start + len(behind))
            message = f"the heading is closed by `{behind.lstrip()}`"
            help_ = "delete it"
            yield Diagnostic(ID, document.path, span, message, help_, Severity.WARNING)
'''
PAGE = """\
# heading-closed

The finding begins behind the text of the heading.

```markdown docs/one.md
# One cache #

## Costs   ####

> ### Quoted #
```

```text findings
docs/one.md:1:12: heading-closed the heading is closed by `#`; delete it
docs/one.md:3:9: heading-closed the heading is closed by `####`; delete it
docs/one.md:5:13: heading-closed the heading is closed by `#`; delete it
```

A number sign may belong to the text, and an underlined heading has none.

```markdown docs/one.md
# C#

## One cache \\#

Costs
-----
```

```text findings
```
"""
ADDITIONS = {
    "tooling/docsgate/rules/<name>.py": lambda _: MODULE,
    "tooling/docsgate/rules/__init__.py": below(
        "    heading_anchor_duplicated,", "    heading_closed,"
    ),
    "tests/rules/<id>.md": lambda _: PAGE,
}
NAMES = {"<name>": "heading_closed", "<id>": "heading-closed"}
