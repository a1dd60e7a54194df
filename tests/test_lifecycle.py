"""`docsgate list` and `status`, and what all commands that change decisions refuse."""

import json
from pathlib import Path

import pytest

from docsgate.__main__ import run
from tools.decisions import NEW, OLD, read, write, write_both


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_both()
    return tmp_path


def test_nobody_else_is_asked(monkeypatch):
    """This holds even if the configuration lets every check ask other sites."""
    Path("docsgate.toml").write_text("[external]\nenabled = true\n")
    write("adr-003-link.md", "---\nstatus: Accepted\n---\nSee <https://example.invalid/>.\n")
    monkeypatch.setattr("docsgate.external.asking.ask_all", None)
    assert run(["list"]) == 0


def test_the_status_is_shown_and_changed(capsys):
    assert run(["status", "ADR-1"]) == 0
    assert capsys.readouterr().out == "Accepted\n"
    assert run(["status", "adr-001", "implemented"]) == 0
    assert capsys.readouterr().out == "docs/adr/adr-001-queue.md\n"
    assert read("adr-001-queue.md") == OLD.replace("'Accepted'", "'Implemented'")


def test_a_status_that_is_missing_is_added():
    write("adr-001-queue.md", "---\ntitle: Queue\n---\n")
    assert run(["status", "1", "Draft"]) == 0
    assert read("adr-001-queue.md") == "---\ntitle: Queue\nstatus: Draft\n---\n"


def test_what_another_field_would_lose_is_left_to_the_author(capsys):
    write("adr-001-queue.md", text := "---\nx: &s One\nstatus: &s Accepted\nb: [[*s]]\n---\n")
    assert run(["status", "1", "Draft"]) == 2
    assert "write `status: Draft` by hand; nothing was changed" in capsys.readouterr().err
    assert read("adr-001-queue.md") == text


def test_a_mark_of_byte_order_stays():
    write("adr-001-queue.md", "\ufeff" + OLD)
    run(["status", "1", "Draft"])
    assert read("adr-001-queue.md") == "\ufeff" + OLD.replace("'Accepted'", "'Draft'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "ADR-99"], "no document is called `ADR-99`; see `docsgate list`"),
        (["status", "queue"], "no document is called `queue`"),
        (["status", "1", "Acepted"], "no status is called `Acepted`; did you mean `Accepted`"),
        (["status", "1", "12"], "no status is called `12`; there are "),
        (["supersede", "1", "1"], "a document cannot supersede itself"),
        (["supersede", "1", "3"], "ADR-003 is `Proposed`: accept it first, with `docsgate status"),
        (["supersede", "4", "1"], "docs/adr/adr-004-none.md: has no frontmatter to change"),
        (["supersede", "1", "5"], "adr-005-broken.md: its frontmatter cannot be read"),
        (["status", "6"], "`6` may be docs/adr/adr-006-a.md or docs/rfcs/rfc-006-b.md; name one"),
        (
            ["status", "docs/adr/adr-001-typo.md", "Draft"],
            "no document is called `docs/adr/",
        ),
        (["status", "0001-queue.md", "Draft"], "no document is called `0001-queue.md`"),
        (["supersede", "docs/guide.md", "2"], "docs/guide.md: is no document of a collection"),
        (
            ["supersede", "1", "docs/adr/index.md"],
            "docs/adr/index.md: is no document of",
        ),
        (["supersede", "1", "7"], "docs/adr/adr-007-latin.md: byte 0xff is not UTF-8"),
        (["supersede", "1", "8"], "ADR-008 is `Superseded by ADR-2`: accept it first"),
        (["supersede", "9", "1"], "docs/adr/adr-009-map.md: write `status: Superseded` by hand"),
        (["list", "adrs"], "no collection is named `adrs`; there are adr, rfc, memo"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(words, said, capsys):
    write("adr-003-next.md", "---\nstatus: Proposed\n---\n")
    write("adr-004-none.md", "# None\n")
    write("adr-005-broken.md", "---\nstatus: [\n---\n")
    write("adr-006-a.md", "")
    write("../rfcs/rfc-006-b.md", "")
    write("../guide.md", "# Guide\n")
    write("index.md", "# Index\n")
    Path("docs/adr/adr-007-latin.md").write_bytes(b"---\ntitle: \xff\n---\n")
    write("adr-008-over.md", "---\nstatus: Superseded by ADR-2\n---\n")
    write("adr-009-map.md", "---\nstatus: {value: Accepted, since: 2020}\n---\n")
    assert run(words) == 2
    assert said in capsys.readouterr().err
    assert (read("adr-001-queue.md"), read("adr-002-log.md")) == (OLD, NEW)


def test_the_list_has_a_row_for_each_document_in_columns(capsys):
    write("adr-010-cache.md", '---\ntitle: "ADR-010: \u202e漢字"\nstatus: Proposed\n---\n')
    write("adr-000-template.md", NEW)
    write("index.md", "# Index\n")
    assert run(["list"]) == 0
    assert capsys.readouterr().out == (
        "ADR-001  Accepted  2026-03-01  Queue\n"
        "ADR-002  Accepted  2026-03-02  Log\n"
        "ADR-010  Proposed              \ufffd漢字\n"
    )
    run(["list", "adr", "--status", "PROP"])
    assert capsys.readouterr().out.startswith("ADR-010  Proposed")
    assert run(["list", "rfc"]) == 0
    assert capsys.readouterr().out == ""


def test_programs_get_json(capsys):
    run(["supersede", "1", "2"])
    capsys.readouterr()
    run(["list", "--format", "json", "--status", "superseded"])
    assert json.loads(capsys.readouterr().out) == [
        {
            "label": "ADR-001",
            "collection": "adr",
            "title": "Queue",
            "status": "Superseded",
            "date": "2026-03-01",
            "supersedes": [],
            "superseded_by": ["ADR-002"],
            "path": "docs/adr/adr-001-queue.md",
        }
    ]
