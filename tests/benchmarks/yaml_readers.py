"""Ways to read frontmatter: microseconds a document, and how deep a nesting each survives.

    python tests/benchmarks/yaml_readers.py

The first table reads the frontmatter of every document. The second gives each reader one hostile
block, a line of opening brackets, in a process of its own: a reader that recurses in C ends that
process with a signal, which no `except` can catch.
"""
# ruff: noqa: T201 - a program that prints

import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

import frontmatter
import yaml
from inputs import documents
from measure import best_cpu_seconds
from table import table

from docsgate.parsing.read_frontmatter import read_frontmatter
from docsgate.text import Source

RUNS = 5
DEPTHS = (100, 1_000, 10_000, 100_000, 1_000_000)
CHILD_SECONDS_MAX = 120


def block(text):
    """The whole frontmatter block of `text`, with its fences; empty when there is none."""
    front = read_frontmatter(Source("x.md", text))
    return text[: front.span.end] + "\n" if front and not front.problem else ""


def inner(text):
    return text.split("\n", 1)[1].rsplit("---", 1)[0]


def read_docsgate(text):
    read_frontmatter(Source("x.md", text))


def read_compose(text):
    yaml.compose(inner(text), yaml.CSafeLoader)


def read_c_values(text):
    yaml.load(inner(text), yaml.CSafeLoader)


def read_python_values(text):
    yaml.load(inner(text), yaml.SafeLoader)


def read_python_frontmatter(text):
    frontmatter.loads(text)


def read_ruamel(text):
    from ruamel.yaml import YAML

    YAML(typ="rt").load(inner(text))


READERS = {
    "docsgate.parsing.read_frontmatter (events, spans)": read_docsgate,
    "yaml.compose, C loader": read_compose,
    "yaml.load, C loader": read_c_values,
    "python-frontmatter": read_python_frontmatter,
    "yaml.load, Python loader": read_python_values,
    "ruamel.yaml, round trip": read_ruamel,
}
KEEPS_POSITIONS = {read_docsgate, read_compose, read_ruamel}


def read_all(read, texts):
    for text in texts:
        read(text)


def speeds(readers):
    with documents() as (texts, name):
        blocks = [found for text in texts if (found := block(text))]
    print(f"frontmatter of {len(blocks)} documents ({name}), best of {RUNS} runs\n")
    seconds = {
        label: best_cpu_seconds(partial(read_all, read, blocks), RUNS)
        for label, read in readers.items()
    }
    fastest = min(seconds.values())
    for label, taken in seconds.items():
        positions = "yes" if readers[label] in KEEPS_POSITIONS else "no"
        microseconds = f"{taken / len(blocks) * 1e6:.0f}"
        yield label, positions, microseconds, f"{taken / fastest:.1f}"


def depths(readers):
    for label in readers:
        yield label, *(outcome(label, depth) for depth in DEPTHS)


def outcome(label, depth):
    """How a process of its own ended with `depth` brackets: by a value, an error, or a signal."""
    command = [sys.executable, __file__, label, str(depth)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=CHILD_SECONDS_MAX
        )
    except subprocess.TimeoutExpired:
        return "too slow"
    return done.stdout.strip() if done.returncode >= 0 else f"signal {-done.returncode}"


def read_brackets(label, depth):
    """In the child: read one hostile block, and say how it ended."""
    text = f"---\nx: {'[' * depth}\n---\n"
    if label.startswith("docsgate"):
        front = read_frontmatter(Source("x.md", text))
        print("finding" if front and front.problem else "value")
        return
    try:
        READERS[label](text)
    except Exception as error:  # noqa: BLE001 - its name is the result
        print(type(error).__name__)
    else:
        print("value")


def main():
    if len(sys.argv) == 3:
        read_brackets(sys.argv[1], int(sys.argv[2]))
        return
    has_ruamel = find_spec("ruamel") is not None and find_spec("ruamel.yaml") is not None
    readers = {k: v for k, v in READERS.items() if v is not read_ruamel or has_ruamel}
    head = ("reader", "positions", "us a document", "ratio")
    print(*table(head, speeds(readers), names=2), sep="\n")
    print("\none hostile block: that many opening brackets\n")
    head = ("reader", *(f"{depth:,}" for depth in DEPTHS))
    print(*table(head, depths(readers), names=len(head)), sep="\n")


if __name__ == "__main__":
    main()
