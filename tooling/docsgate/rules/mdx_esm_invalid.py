"""
A line that starts with `import` or `export` is read as a JavaScript module.

In the first column, after a blank line, MDX takes `import ` and `export ` for the start of ESM: an
English sentence, Python code outside a fence or TypeScript stops the build.

Begin the line with another word, or fence the code.

Before:

    import the library first, then call it.

After:

    First import the library, then call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-esm-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
