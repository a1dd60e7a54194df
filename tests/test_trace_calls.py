"""A run does not go to and fro between files more than it needs to: a measure of how it reads."""

import re
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "tools/trace_calls.py"
CHANGES_MAX = 1_053
"""Three quarters of the 1,404 before the package had rooms."""


def test_two_documents_are_validated_with_few_changes_of_file():
    run = subprocess.run(
        [sys.executable, PROGRAM], capture_output=True, text=True, check=True, timeout=60
    )
    counted = re.search(r"^(\d+) changes of file in \d+ calls$", run.stdout, re.MULTILINE)
    assert counted, run.stdout
    assert int(counted[1]) <= CHANGES_MAX, run.stdout
