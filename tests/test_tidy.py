"""Properties of the code itself: which way it may depend, how long it may grow, what is dead.

The rooms of docsgate and their order are the list in CONTRIBUTING.md. The checks are functions from
a tree of modules to what is wrong in it, so that broken trees can show that they notice.
"""

import ast
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from radon.complexity import cc_visit

ROOT = Path(__file__).parents[1]
TOOLING = ROOT / "tooling"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 300
TOP_ENTRIES_MAX = 12
COMPLEXITY_MAX = 15

BRANCHES = {
    "docsgate.mdx.javascript.plain.find_plain_end": (
        "One loop runs for each token of nearly all expressions; with a part of it in another "
        "function, it ran 7 % more instructions."
    ),
    "docsgate.proposals.fence_certainty._begins_code": (
        "It is a list of doubts, and each of them alone is enough to say no."
    ),
    "docsgate.proposals.fences._ways_past_text": (
        "It runs for every line of a document in doubt, so it makes no values to throw away."
    ),
    "docsgate.proposals.implied_ends.implied_end": (
        "One loop over the tags asks of each whether it opens, closes or ends the element."
    ),
    "docsgate.proposals.indented_code.fence_code": (
        "The steps from the lines of a block to a fence share the prefix, margin and line ending."
    ),
    "docsgate.proposals.lists.indent_by_four_columns": (
        "It asks for each reason to leave a list alone before it makes the edits."
    ),
    "docsgate.proposals.raw_html._mend_closing_tag": (
        "It is a list of what a closing tag without an opening one may mean, the likeliest first."
    ),
}
"""Functions that branch more often than others may, and why."""

LIBRARIES = {
    "aiohttp": ("external",),
    "click": ("cli",),
    "frontmatter": ("commands.new_document",),
    "linkcheck": ("website.linkchecker",),
    "markdown": ("gfm_lists", "readers.mkdocs.rendering"),
    "markdown_it": ("fixing.rendering",),
    "mdit_py_plugins": ("fixing.rendering",),
    "mkdocs": ("website.mkdocs_process",),
    "pathspec": ("readers.mkdocs.docs_files",),
    "pyromark": ("parsing.markdown",),
    "rapidfuzz": ("nearest",),
    "selectolax": ("fixing.reader",),
    "subprocess": ("files", "website"),
    "yaml": (
        "commands.new_document",
        "configuration.yaml_values",
        "fixing.prove",
        "parsing.read_frontmatter",
        "website.stage.portable",
    ),
    "yarl": ("external.fetching",),
}
"""Which modules or rooms may import a library. What has one importer can be replaced."""

READERS_OF_FILES = (
    "__main__",  # /dev/null, when a pipe is closed
    "checking.baseline",
    "cli.pattern_check",  # a YAML of namespaces that the user names
    "cli.show_report",  # --output
    "commands.build",
    "commands.hook",
    "commands.new_document",
    "configuration.discovery",
    "external.memory",
    "files",
    "fixing.write",
    "loading.workers",  # pipes between processes
    "website",
)
"""Which modules or rooms may open, read or write files."""

_FILE_CALLS = {
    "fdopen", "mkstemp", "open", "read_bytes", "read_text", "rmtree", "scandir", "unlink",
    "write_bytes", "write_text",
}  # fmt: skip


@dataclass(frozen=True)
class Import:
    """The module `name` imports `module`, or a name from it."""

    name: str
    module: str


class Tree:
    """The modules below a folder, by their dotted names."""

    def __init__(self, folder):
        self.folder = folder
        self.paths = {
            ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): path
            for path in sorted(folder.rglob("*.py"))
        }

    @cached_property
    def syntax(self):
        return {name: ast.parse(path.read_text("utf-8")) for name, path in self.paths.items()}

    @cached_property
    def imports(self):
        return [found for name in self.paths for found in self._imports(name)]

    def _imports(self, name):
        """What `name` imports, anywhere in its text: for types and inside functions, too."""
        package = name if self.paths[name].name == "__init__.py" else name.rpartition(".")[0]
        for node in ast.walk(self.syntax[name]):
            if isinstance(node, ast.Import):
                yield from (Import(name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package.rsplit(".", node.level - 1)[0] if node.level else ""
                module = ".".join(filter(None, (base, node.module)))
                for alias in node.names:
                    inner = f"{module}.{alias.name}"
                    yield Import(name, inner if inner in self.paths else module)


REAL = Tree(TOOLING)
LISTS = {"docsgate": "text.py", "docsgate_reliability": "errors.py"}
"""The packages, and what their lists of rooms in CONTRIBUTING.md begin with."""


def rooms(package="docsgate"):
    """The rooms in the order of the list, dotted: `mdx`, `mdx.finding`, …, `model`."""
    begin = re.escape(LISTS[package])
    block = re.search(rf"^```text\n({begin} .*?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL)[1]
    found, outer = [], ""
    for line in block.splitlines():
        indent, name = re.match(r"( *)([\w.]+?)(?:/|\.py) +\S", line).groups()
        outer = outer if indent else name
        found.append(f"{outer}.{name}" if indent else name)
    return found


def is_of(name, package):
    """Whether the module is the package, or one of its parts."""
    return name == package or name.startswith(f"{package}.")


def within(name, places):
    """Whether the module `docsgate.<…>` is one of `places`, or in a room of that name."""
    inner = name.removeprefix("docsgate.")
    return any(inner == place or inner.startswith(f"{place}.") for place in places)


def room(name, known):
    """The innermost room of a module; the room itself for its `__init__`."""
    parts = name.split(".")[1:]
    found = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return next((one for one in found if one in known), None)


def has_no_room(tree, known, package="docsgate"):
    """Modules that are in no room. The face of the package is above all of them."""
    inside = [name for name in tree.paths if name.startswith(f"{package}.")]
    return [name for name in inside if room(name, known) is None]


def imports_upwards(tree, known, package="docsgate"):
    """Imports from a room that is further down in the list. A room may look inside itself."""
    rank = {name: number for number, name in enumerate(known)}
    for one in tree.imports:
        here, there = room(one.name, rank), room(one.module, rank)
        if None in (here, there) or not is_of(one.name, package) or not is_of(one.module, package):
            continue
        inside = there.startswith(f"{here}.")  # A room's own files may use its smaller rooms.
        if rank[there] > rank[here] and not inside:
            yield f"{one.name} imports {one.module}"


def strangers(tree):
    """Imports of an engine by another one, or of a pattern by another one."""
    for one in tree.imports:
        here, there = one.name.split("."), one.module.split(".")
        if (
            len(here) > 3 < len(there)
            and here[:2] == there[:2]
            and here[1] in ("adapters", "patterns")
            and here[2] != there[2]
            and there[2] != "sql"
            and here[2] != "publish_consume"
        ):
            yield f"{one.name} imports {one.module}"


FACES_OF_PATTERNS = ("docsgate.cli.pattern_", "docsgate.rules.pattern_")


def across(tree):
    """Imports between the two packages, but for those of `docsgate pattern` and its one rule."""
    first, second = LISTS
    for one in tree.imports:
        if is_of(one.name, second) and is_of(one.module, first):
            yield f"{one.name} imports {one.module}"
        elif is_of(one.module, second) and is_of(one.name, first):
            allowed = one.name.startswith(FACES_OF_PATTERNS)
            yield from () if allowed else (f"{one.name} imports {one.module}",)


def circles(tree):
    """A circle of modules that import each other, if there is one. Faces load their parts late."""
    graph = {name: set() for name, path in tree.paths.items() if path.name != "__init__.py"}
    for one in tree.imports:
        if one.name in graph and one.module in graph:
            graph[one.name].add(one.module)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def library_imports(tree):
    """Imports of a library outside of the modules that may have it."""
    for one in tree.imports:
        library = one.module.split(".")[0]
        if is_of(one.name, "docsgate") and not within(
            one.name, LIBRARIES.get(library, (one.name.removeprefix("docsgate."),))
        ):
            yield f"{one.name} imports {library}"


def file_users(tree):
    """Modules that open, read or write files and are not named for it."""
    for name, syntax in tree.syntax.items():
        if not is_of(name, "docsgate") or within(name, READERS_OF_FILES):
            continue
        for node in ast.walk(syntax):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                if called in _FILE_CALLS:
                    yield f"{name} calls {called}"


ADAPTERS, PATTERNS = "docsgate_reliability.adapters", "docsgate_reliability.patterns"
each_package = pytest.mark.parametrize("package", LISTS)


@each_package
def test_every_module_has_a_room(package):
    assert has_no_room(REAL, rooms(package), package) == []


@each_package
def test_every_room_is_there_and_says_what_it_is(package):
    named = [f"{package}.{name}" for name in rooms(package)]
    folders = [
        ".".join(path.relative_to(TOOLING).parts)
        for path in (TOOLING / package).rglob("*")
        if path.is_dir() and any(path.glob("*.py"))
    ]
    assert [name for name in (*named, *folders) if name not in REAL.paths] == []
    assert [name for name in folders if not ast.get_docstring(REAL.syntax[name])] == []


@each_package
def test_imports_lead_to_rooms_above(package):
    assert list(imports_upwards(REAL, rooms(package), package)) == []


def test_engines_and_patterns_do_not_know_each_other():
    assert list(strangers(REAL)) == []


def test_the_packages_meet_in_one_command():
    assert list(across(REAL)) == []


def test_no_modules_import_each_other_in_a_circle():
    assert circles(REAL) == []


def test_a_library_has_the_importers_that_are_named():
    assert list(library_imports(REAL)) == []


def test_files_are_opened_by_the_modules_that_are_named():
    assert list(file_users(REAL)) == []


def test_every_module_that_is_named_is_there():
    named = {place for places in LIBRARIES.values() for place in places} | {*READERS_OF_FILES}
    assert [one for one in sorted(named) if f"docsgate.{one}" not in REAL.paths] == []


@each_package
def test_few_files_are_beside_the_rooms(package):
    folder = TOOLING / package
    beside = [one.name for one in folder.iterdir() if one.is_file() and one.suffix != ".pyc"]
    assert len(beside) <= TOP_ENTRIES_MAX, beside


def test_no_module_is_called_as_one_of_the_standard_library():
    taken = [
        name for name in REAL.paths
        if name.startswith("docsgate") and name.rpartition(".")[2] in sys.stdlib_module_names
    ]  # fmt: skip
    assert taken == []


@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        ("website/site_extra.py", "import mkdocs", "docsgate.website.site_extra imports mkdocs"),
        (
            "rules/file_empty.py",
            "from markdown_it import MarkdownIt",
            "docsgate.rules.file_empty imports markdown_it",
        ),
        (
            "rules/file_empty.py",
            "from pathlib import Path\nTEXT = Path('a').read_text()",
            "docsgate.rules.file_empty calls read_text",
        ),
        (
            "model/document.py",
            "if TYPE_CHECKING:\n    from ..rules.file_empty import ID",
            "docsgate.model.document imports docsgate.rules.file_empty",
        ),
        ("garage.py", "", "docsgate.garage"),
        (
            "../docsgate_reliability/ports/log.py",
            "from ..adapters.memory.log import MemoryLog",
            "docsgate_reliability.ports.log imports docsgate_reliability.adapters.memory.log",
        ),
        (
            "../docsgate_reliability/adapters/sqlite/lock.py",
            "from ..memory.log import MemoryLog",
            f"{ADAPTERS}.sqlite.lock imports {ADAPTERS}.memory.log",
        ),
        (
            "../docsgate_reliability/patterns/inbox/inbox.py",
            "from ..outbox.outbox import Outbox",
            f"{PATTERNS}.inbox.inbox imports {PATTERNS}.outbox.outbox",
        ),
        (
            "../docsgate_reliability/values.py",
            "if TYPE_CHECKING:\n    import docsgate.text",
            "docsgate_reliability.values imports docsgate.text",
        ),
        (
            "cli/build.py",
            "def run():\n    from docsgate_reliability.values import Message",
            "docsgate.cli.build imports docsgate_reliability.values",
        ),
    ],
)
def test_a_broken_tree_is_noticed(tmp_path, path, text, complaint):
    for package in LISTS:
        shutil.copytree(TOOLING / package, tmp_path / package)
    broken = tmp_path / "docsgate" / path
    with broken.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    tree = Tree(tmp_path)

    found = [
        *(found for each in LISTS for found in has_no_room(tree, rooms(each), each)),
        *(found for each in LISTS for found in imports_upwards(tree, rooms(each), each)),
        *strangers(tree),
        *across(tree),
        *library_imports(tree),
        *file_users(tree),
    ]
    assert found == [complaint]


def test_a_circle_is_noticed(tmp_path):
    (tmp_path / "a.py").write_text("def f():\n    from b import g\n")
    (tmp_path / "b.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\n"
    )

    assert set(circles(Tree(tmp_path))) == {"a", "b"}


@pytest.mark.parametrize("name", REAL.paths)
def test_nothing_grows_past_a_screen_or_two(name):
    assert REAL.paths[name].read_text("utf-8").count("\n") <= FILE_LINES_MAX
    for node in ast.walk(REAL.syntax[name]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION_LINES_MAX, node.name


def complexities():
    """How often each function branches (cyclomatic complexity, McCabe 1976), by dotted name."""
    for name, path in REAL.paths.items():
        for block in cc_visit(path.read_text("utf-8")):
            if block.letter != "C":  # A class is the sum of its methods, which are listed as well.
                yield f"{name}.{block.fullname}", block.complexity


def test_no_function_branches_more_than_it_may():
    assert {name for name, count in complexities() if count > COMPLEXITY_MAX} == set(BRANCHES)


POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+]|\{\d*,\d*\})\+")


def test_no_group_is_repeated_possessively():
    """`(?:a|b(?!c))*+` goes on at a wrong place in Python 3.11.0 to 3.11.4; `(?>(…)*)` does not.

    The fault is python/cpython#106052. Debian 12 has Python 3.11.2.
    """
    found = [
        f"{name}: {node.value}"
        for name, tree in REAL.syntax.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "(?" in node.value
        and POSSESSIVE_GROUP.search(node.value)
    ]
    assert found == []


def test_no_module_is_dead():
    """Every module is imported, named as a string by code that loads it late, or run."""
    used = {one.module for one in REAL.imports}
    library = {one.module for one in Tree(ROOT / "tests").imports if "reliab" in one.module}
    texts = [path.read_text(encoding="utf-8") for path in REAL.paths.values()]
    texts.append((ROOT / "site-config/mkdocs.yml").read_text(encoding="utf-8"))
    entry_points = {"validate_docs", "build_docs", "docsgate.__main__", "docsgate.api"}
    late = {f"docsgate.mdx.{one}" for one in ("verdict.prescan", "render.hazards")}
    dead = [
        name
        for name, path in REAL.paths.items()
        if path.name != "__init__.py"
        and name not in used | library | entry_points | late
        and not re.fullmatch(rf"{PATTERNS}\.\w+\.pattern", name)  # Found by their folders.
        and not any(re.search(rf"\b{re.escape(name)}\b", text) for text in texts)
    ]
    assert dead == []


def test_patterns_do_not_know_their_adapters():
    package = "docsgate_reliability"
    found = [
        f"{one.name} imports {one.module}"
        for one in REAL.imports
        if is_of(one.module, f"{package}.adapters")
        and not is_of(one.name, f"{package}.adapters")
        and one.name != f"{package}.wiring.connections"
    ]
    assert found == []
