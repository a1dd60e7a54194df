"""Properties of the code itself: which way it may depend, how long it may grow, what is dead."""

import ast
import re
from pathlib import Path

import pytest

TOOLING = Path(__file__).parents[1] / "tooling"
MODULES = sorted(TOOLING.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))

FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 300

# From the first to the last: a module may import those of its own room and of the rooms above.
LAYERS = (
    ("text", "errors", "diagnostics", "nearest"),
    ("gfm_lists",),
    ("files",),
    ("configuration",),
    ("mdx",),
    ("model",),
    ("parsing",),
    ("project",),
    ("decisions",),
    ("readers",),
    ("external",),
    ("links",),
    ("proposals",),
    ("rules",),
    ("loading",),
    ("checking",),
    ("fixing",),
    ("reporters",),
    ("website",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
ONLY_IN = {
    "pyromark": "docsgate.parsing.markdown",
    "click": "docsgate.cli",
    "mkdocs": "docsgate.website",
    "frontmatter": "docsgate.commands.new_document",
    "linkcheck": "docsgate.website.linkchecker",
}


def name(path):
    return ".".join(path.relative_to(TOOLING).with_suffix("").parts).removesuffix(".__init__")


def imports(path, *, for_types):
    """Absolute names of the modules that `path` imports, with or without those for types only."""
    package = ""
    if path.is_relative_to(TOOLING):
        package = name(path) if path.name == "__init__.py" else name(path).rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if node in typed and not for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def layer(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "docsgate" else None


def is_module(dotted):
    path = TOOLING.joinpath(*dotted.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if layer(name(p)) and p.name != "__init__.py"], ids=name
)
def test_imports_point_one_way(path):
    """sources -> parse -> model -> rules -> diagnostics -> fixes, reporters; never back."""
    here = layer(name(path))
    for module in imports(path, for_types=False):
        there = layer(module)
        if there in RANK and is_module(module):
            assert RANK[there] <= RANK[here], f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_an_outside_library_has_one_importer(path):
    for module in imports(path, for_types=True):
        owner = ONLY_IN.get(module.split(".")[0])
        assert owner is None or name(path).startswith(owner), f"{module} belongs in {owner}"


def test_every_module_has_a_place_in_the_order():
    here = {layer(name(path)) for path in MODULES} - {None}
    assert here == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_grows_past_a_screen_or_two(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LINES_MAX
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION_LINES_MAX, node.name


def test_no_module_is_dead():
    """Every module is imported, named as a string by code that loads it late, or run."""
    used = {module for path in MODULES for module in imports(path, for_types=True)}
    library = {
        module for path in TESTS for module in imports(path, for_types=True) if "reliab" in module
    }
    texts = [path.read_text(encoding="utf-8") for path in MODULES]
    texts.append((TOOLING.parent / "site-config/mkdocs.yml").read_text(encoding="utf-8"))
    entry_points = {"validate_docs", "build_docs", "docsgate.__main__"}
    dead = [
        name(path)
        for path in MODULES
        if path.name != "__init__.py"
        and name(path) not in used | library | entry_points
        and not any(re.search(rf"\b{re.escape(name(path))}\b", text) for text in texts)
    ]
    assert dead == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "reliability" in p.parts and "adapters" not in p.parts], ids=name
)
def test_patterns_do_not_know_their_adapters(path):
    allowed = {"reliability.composition", "reliability.client"}
    if name(path).startswith(tuple(allowed)) or "demo" in name(path):
        return
    assert not [module for module in imports(path, for_types=True) if "adapters" in module]
