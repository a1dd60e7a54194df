"""The files of the JavaScript parser depend on each other in one direction only."""

import ast
import re
from pathlib import Path

from docsgate.mdx import javascript

FOLDER = Path(javascript.__file__).parent
ROW = re.compile(r"^    \w+  +(.+)$", re.MULTILINE)


def listed():
    return [name for row in ROW.findall(javascript.__doc__) for name in row.split(", ")]


def imported(path):
    """The files beside `path` that it imports, those for types included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            yield from [node.module] if node.module else [alias.name for alias in node.names]


def test_the_docstring_lists_each_file_once():
    files = [path.stem for path in FOLDER.glob("*.py") if path.name != "__init__.py"]
    assert sorted(listed()) == sorted(files)


def test_a_file_imports_only_files_listed_before_it():
    order = listed()
    for name in order:
        for other in imported(FOLDER / f"{name}.py"):
            assert order.index(other) < order.index(name), f"{name} imports {other}"
