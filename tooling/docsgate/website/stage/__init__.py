"""The staged tree: what the site is built from, made of what people wrote.

`stage` is a function of the project alone: authored documents with a header that shows their
status and what cites them, links that hold on the site, an index page for each section, a page
for each tag. `write_stage` puts the tree on disk. Authored folders are never written to.
"""

from .portable import portable
from .rule_pages import rule_pages
from .tree import Staged, stage
from .writing import check_stage, write_stage

__all__ = ["Staged", "check_stage", "portable", "rule_pages", "stage", "write_stage"]
