"""The rooms of docsgate.mdx build on each other in one order, and no two modules on each other.

All imports count: those for types only, and those inside functions. A circle that exists for types
alone still means that neither of its modules can be read, or compiled, without the other. Only the
face of the package is exempt: it loads the scanner by name when it is first asked for.
"""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import docsgate.mdx

FOLDER = Path(docsgate.mdx.__file__).parent
PACKAGE = docsgate.mdx.__name__
FACE = ""
_ORDER = re.compile(r"\(\"[^)]*\)")
_ROW = re.compile(r"^    (\w+)(?:/|\.py) +\S", re.MULTILINE)

ORDER = ast.literal_eval(_ORDER.search(docsgate.mdx.__doc__).group())


def modules():
    """The path of each module, by its dotted name inside the package."""
    paths = {}
    for path in sorted(FOLDER.rglob("*.py")):
        parts = path.relative_to(FOLDER).with_suffix("").parts
        paths[".".join(part for part in parts if part != "__init__")] = path
    return paths


def imported(name, path, known):
    """The modules of the package that the module `name` imports, wherever in its text."""
    here = f"{PACKAGE}.{name}".strip(".")
    package = here if path.name == "__init__.py" else here.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            dotted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            dotted = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in dotted:
            if f"{target}.".startswith(f"{PACKAGE}."):
                inner = target.removeprefix(PACKAGE).strip(".")
                yield inner if inner in known else inner.rpartition(".")[0]


def graph():
    """Each module, and the modules that it imports."""
    known = modules()
    return {name: set(imported(name, path, known)) for name, path in known.items() if name != FACE}


def rank(name):
    """The place of a module in the order; the face is above all."""
    return len(ORDER) if name == FACE else ORDER.index(name.split(".")[0])


def test_every_room_has_a_place_in_the_order():
    rooms = {name.split(".")[0] for name in modules()} - {FACE}
    assert rooms == set(ORDER)


def test_the_table_of_the_rooms_is_in_the_order():
    assert tuple(_ROW.findall(docsgate.mdx.__doc__)) == ORDER


def test_imports_lead_to_rooms_before():
    upwards = [
        f"{name} imports {other or 'docsgate.mdx'}"
        for name, others in graph().items()
        for other in sorted(others)
        if rank(other) > rank(name)
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle():
    TopologicalSorter(graph()).prepare()  # Raises CycleError, which names the circle.
