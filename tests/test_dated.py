"""What is wrong in one of many dated documents is a note: nobody mends old minutes."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured


def severities(root, names, folder="minutes", **choices):
    (root / folder).mkdir()
    for name in names:
        (root / folder / name).write_text("[x](gone.md)\n")
    config = configured([root], targets=(), select=["link-*"], **choices)
    return {one.severity.value for one in check(config, documents_of(config, [root])).findings}


@pytest.mark.parametrize(
    "form", ["2026-03-{:02}.md", "core-2026_03_{:02}-notes.md", "202603{:02}.md"]
)
def test_in_an_archive_all_is_a_note(tmp_path, form):
    assert severities(tmp_path, [form.format(day) for day in range(1, 21)]) == {"info"}


def test_some_dated_documents_are_no_archive(tmp_path):
    names = [f"2026-03-{day:02}.md" for day in range(1, 20)]

    assert severities(tmp_path, [*names, "a.md", "2026-13-01.md"]) == {"error"}


def test_documents_without_a_date_count_beside_an_archive(tmp_path):
    names = [f"2026-03-{day:02}.md" for day in range(1, 21)]

    assert severities(tmp_path, [*names, "a.md"]) == {"info", "error"}


def test_decisions_may_be_named_by_dates(tmp_path):
    names = [f"2026-03-{day:02}-a.md" for day in range(1, 21)]

    assert severities(tmp_path, names, "adr") == {"error"}


def test_who_is_strict_is_told(tmp_path):
    names = [f"2026-03-{day:02}.md" for day in range(1, 21)]

    assert severities(tmp_path, names, strict=True) == {"error"}
