"""The programs that print the figures of the documentation: they are named there, and they run."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "tests/benchmarks"
PROGRAM = re.compile(r"python (tests/[\w/]+\.py)")


def programs():
    return {
        f"tests/benchmarks/{path.name}"
        for path in BENCHMARKS.glob("*.py")
        if 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")
    }


def test_the_readme_says_what_each_program_prints():
    readme = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `python ([\w/.]+)", readme, re.MULTILINE)

    assert set(rows) == programs()


def test_each_program_that_a_document_names_exists():
    named = {
        name
        for page in [*ROOT.glob("docs-cms/**/*.md"), ROOT / "README.md"]
        for name in PROGRAM.findall(page.read_text(encoding="utf-8"))
    }

    assert programs() & named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def make(folder, seed):
    command = [sys.executable, BENCHMARKS / "corpus.py", folder, "--documents", "7", "--seed", seed]
    subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=60)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_seed_makes_the_same_documents_and_another_makes_others(tmp_path):
    once, again, other = (make(tmp_path / name, name[0]) for name in ("1a", "1b", "2"))

    assert len(once) == 8
    assert once == again
    assert set(once.values()).isdisjoint(set(other.values()) - {b"<svg/>"})


def test_the_cost_of_mending_is_a_table_with_a_ratio(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in "abc":
        (documents / f"{name}.md").write_text(f"# {name}\n\nText \n", encoding="utf-8")
    command = [sys.executable, BENCHMARKS / "mending.py", documents, "--runs", "1", "--jobs", "1"]
    printed = subprocess.run(
        [*map(str, command)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "HOME": str(tmp_path)},
    ).stdout

    head, line, *rows = printed.splitlines()
    assert head.split() == ["run", "CPU", "s", "ratio", "wall", "s", "ratio", "MB"]
    assert set(line) <= {"-", " "}
    assert [re.sub(r"\d+", "0", row).split() for row in rows] == [
        ["plain", "0.0", "0.0", "0.0", "0.0", "0"],
        ["--diff", "0.0", "0.0", "0.0", "0.0", "0"],
        ["--fix", "0.0", "0.0", "0.0", "0.0", "0"],
    ]
