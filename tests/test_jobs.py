"""Parallel work never shows: every number of processes gives the same report."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.fixing.mending import mend
from docsgate.reporters.json_v1 import to_json
from tools.configured import configured

CORPUS = Path(__file__).parents[2] / "shared/corpus"
TREES = ["prism-c8f3ac3", "prism-c45f0c7"]


def report(folder, jobs, *, whole):
    config = replace(configured([folder]), jobs=jobs)
    return to_json(check(config, documents_of(config, [folder]), whole=whole))


@lru_cache
def by_one(folder):
    return report(folder, 1, whole=True)


@pytest.fixture(params=["made here", *TREES])
def tree(request, tmp_path):
    if request.param in TREES:
        if not (CORPUS / request.param).is_dir():
            pytest.skip(f"{request.param} is not beside the project")
        return CORPUS / request.param
    docs = tmp_path / "docs-cms/adr"
    docs.mkdir(parents=True)
    for number in range(9):
        # The first two files share a number, a route and the name that dead links resemble.
        name = f"adr-00{max(1, number)}-store.md" if number else "adr-001-stores.md"
        text = f"---\nid: adr-00{number}\nslug: /adr\n---\n\n# Store {number}\n\n## Goal\n\n"
        (docs / name).write_text(f"{text}[a](/adr/) [b](adr-00{number}.md#goals) ADR-00{number}\n")
    return tmp_path


@pytest.mark.parametrize("whole", [False, True])
def test_more_processes_find_the_same(tree, whole):
    expected = by_one(tree)

    assert expected["findings"]
    assert report(tree, 2, whole=whole) == expected
    assert report(tree, 5, whole=whole) == expected


def mended(folder, jobs):
    config = replace(configured([folder]), jobs=jobs)
    result = mend(config, documents_of(config, [folder]), unsafe=True).mended
    return [change.diff() for change in result.changes], result.refusals


def test_more_processes_mend_the_same(tmp_path):
    texts = [
        "# Use <name> \n",
        "See <name>, or:\n- one\n",
        "[a](1.md#use_name) \n",
        "```\na \n```\n",
    ]
    for number in range(9):
        (tmp_path / f"{number}.md").write_text(texts[number % 4], encoding="utf-8")

    changes, refusals = mended(tmp_path, 1)

    assert changes
    assert mended(tmp_path, 2) == (changes, refusals)
    assert mended(tmp_path, 5) == (changes, refusals)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_is_mended_is_judged_beside_what_was_mended_before(tmp_path, jobs):
    """The anchor of the heading changes, and the link to it follows in the same run."""
    (tmp_path / "docsgate.toml").write_text('targets = ["github"]\n', encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("# Use the <name>\n", encoding="utf-8")
    (docs / "b.md").write_text("[one](a.md#use_the_name) \n", encoding="utf-8")
    (docs / "c.md").write_text("# Other \n", encoding="utf-8")

    changes, _ = mended(tmp_path, jobs)

    assert [diff.splitlines()[-1] for diff in changes] == [
        "+# Use the &lt;name>", "+[one](a.md#use-the-name)", "+# Other"
    ]  # fmt: skip
