"""Documents that are made to crash or to block a run: each is judged, and mended where possible.

Each runs in a process of its own, because a signal would also end the process of the tests.
tests/benchmarks/hostile.py measures many more.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLING = Path(__file__).parents[1] / "tooling"
SECONDS_MAX = 60
ALIASES = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
FRONTMATTER = {
    "brackets": f"a: {'[' * 200_000}",
    "indented lists": f"a:\n  {'- ' * 200_000}x",
    "aliases of aliases": "\n".join(ALIASES),
    "a recursive alias": "a: &a [*a]",
    "a tag that names a function": "a: !!python/object/apply:os.abort []",
}


def validate(folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "docsgate", "validate", "--skip-build", str(folder), *options],
        env={**os.environ, "PYTHONPATH": str(TOOLING)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_MAX,
    )


@pytest.mark.parametrize("options", [(), ("--fix",)], ids=["check", "fix"])
@pytest.mark.parametrize("name", FRONTMATTER)
def test_no_frontmatter_ends_or_stops_a_run(name, options, tmp_path):
    page = tmp_path / "docs-cms/a.md"
    page.parent.mkdir()
    page.write_text(f"---\n{FRONTMATTER[name]}\n---\n\n# a\n\nwhite space \n", encoding="utf-8")

    done = validate(tmp_path, *options)

    assert done.returncode in (0, 1), done.stderr
    assert page.read_text(encoding="utf-8").endswith("space\n") == bool(options)
