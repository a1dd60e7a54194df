"""Build the site: `python3 tooling/build_docs.py [--clean]`.

The historic entry point; `docsgate build` takes the same options.
"""

import sys

from docsgate.__main__ import run

if __name__ == "__main__":
    sys.exit(run(["build", *sys.argv[1:]]))
