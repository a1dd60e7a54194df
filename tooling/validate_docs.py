"""Check the documents: `python3 tooling/validate_docs.py [--skip-build] [--verbose] [--fix]`.

The historic entry point; `docsgate validate` takes the same options and more.
"""

import sys

from docsgate.__main__ import run

if __name__ == "__main__":
    sys.exit(run(["validate", *sys.argv[1:]]))
