"""The staged tree, from which the site is built, made from the documents that people wrote.

`stage` is a function of the project alone. It makes a page of each document, with its status and
the documents that cite it, and with links that are right on the site; an index page for each
section; and a page of all tags. `write_stage` puts the tree on disk. It never writes to the folders
of the authors.
"""

from .portable import portable
from .rule_pages import rule_pages
from .tree import Staged, stage
from .writing import check_stage, write_stage

__all__ = ["Staged", "check_stage", "portable", "rule_pages", "stage", "write_stage"]
