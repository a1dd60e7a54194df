"""
A tag in capitals is a component that nothing imports or supplies.

`<Foo/>` and `<Vec.Item>` compile, and the page fails when it is rendered.

Import the component, name it under `components` in the configuration when the site supplies it,
or write `&lt;Foo>` where text was meant. What `src/theme/MDXComponents` of a Docusaurus site
exports is known.

Before:

    Send one <Item/> at a time.

After:

    Send one &lt;Item/> at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-render-component"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID)
