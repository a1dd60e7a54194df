"""
Code is marked by indentation only.

MDX knows no indented code: what GitHub and the site show as code becomes prose, with its lists,
headings and braces live. What is indented inside a JSX element was meant as prose and is left
alone.

Put it between fences, which mean the same to every renderer.

Before:

    Run it:

        make

After:

    Run it:

    ```sh
    make
    ```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-render-indented"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID)
