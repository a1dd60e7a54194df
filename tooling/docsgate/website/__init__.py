"""Builds the site strictly, from the same documents that are checked.

`building` joins the steps: stage the documents (`stage`), run mkdocs in a process of its own
(`run_mkdocs`, `mkdocs_process`), and turn every warning it counts into a finding (`messages`).
`serving` does the same again and again while people write.
"""

from .building import (
    NESTED,
    Built,
    build_site,
    docs_around,
    settings_of,
    with_site,
    write_portable,
)
from .serving import serve_site

__all__ = [
    "NESTED",
    "Built",
    "build_site",
    "docs_around",
    "serve_site",
    "settings_of",
    "with_site",
    "write_portable",
]
