"""`docsgate list`, `status` and `supersede`: frontmatter changed in place, and nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.__main__ import run
from docsgate.changing import superseded, with_status
from docsgate.errors import UsageError
from docsgate.layouts import COLLECTIONS
from docsgate.links.citations import members
from docsgate.parse import parse
from docsgate.text import Source

OLD = """---
# Decided in March.
title: "ADR-001: Queue"   # as agreed
status: 'Accepted'  # by all
date: 2026-03-01
tags: [queue]
---

# ADR-001: Queue

status: Accepted
"""
NEW = """---
title: "ADR-002: Log"
status: Accepted
date: 2026-03-02
---

# ADR-002: Log
"""


def write(path, text):
    path = Path("docs/adr", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def read(path):
    return Path("docs/adr", path).read_bytes().decode()


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("adr-001-queue.md", OLD)
    write("adr-002-log.md", NEW)
    return tmp_path


def test_both_documents_say_so_and_nothing_else_changes(capsys):
    assert run(["supersede", "ADR-1", "adr-2"]) == 0
    assert capsys.readouterr().out == "docs/adr/adr-001-queue.md\ndocs/adr/adr-002-log.md\n"
    assert read("adr-001-queue.md") == OLD.replace("'Accepted'", "'Superseded'").replace(
        "tags: [queue]\n", "tags: [queue]\nsuperseded_by: ADR-002\n"
    )
    assert read("adr-002-log.md") == NEW.replace(
        "date: 2026-03-02\n", "date: 2026-03-02\nsupersedes: ADR-001\n"
    )
    assert run(["validate", "--skip-build"]) == 0


def test_what_is_said_already_is_not_said_again(capsys):
    run(["supersede", "1", "2"])
    before = read("adr-001-queue.md"), read("adr-002-log.md")
    capsys.readouterr()
    assert run(["supersede", "docs/adr/adr-001-queue.md", "2"]) == 0
    assert capsys.readouterr().out == ""
    assert (read("adr-001-queue.md"), read("adr-002-log.md")) == before


@pytest.mark.parametrize(
    ("there", "after"),
    [
        ("supersedes:", "supersedes: ADR-001"),
        ("supersedes: ~", "supersedes: ADR-001"),
        ('supersedes: ""', 'supersedes: "ADR-001"'),
        ("supersedes: N/A", "supersedes: ADR-001"),
        ("supersedes: []", "supersedes: [ADR-001]"),
        ("supersedes: ADR-000  # once", "supersedes: [ADR-000, ADR-001]  # once"),
        ("supersedes: 'ADR-000'", "supersedes: ['ADR-000', ADR-001]"),
        ("supersedes: [ADR-000]", "supersedes: [ADR-000, ADR-001]"),
        ("supersedes:\n  - ADR-000  # once", "supersedes:\n  - ADR-000  # once\n  - ADR-001"),
        ("supersedes:\n- ADR-000\n", "supersedes:\n- ADR-000\n- ADR-001\n"),
        ("supersedes: [ADR-000, 1]", "supersedes: [ADR-000, 1]"),
        ("supersedes: adr-001-queue.md", "supersedes: adr-001-queue.md"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_reference_is_added_to_whatever_is_there(there, after, ending):
    text = NEW.replace("date: 2026-03-02", there).replace("\n", ending)
    write("adr-002-log.md", text)
    write("adr-000-first.md", "---\nstatus: Accepted\n---\n")
    assert run(["supersede", "ADR-001", "ADR-002"]) == 0
    assert read("adr-002-log.md") == NEW.replace("date: 2026-03-02", after).replace("\n", ending)


@pytest.mark.parametrize(
    "there",
    [
        "supersedes: {a: b}",
        "supersedes: >-\n  ADR-000\n  and more",
        "supersedes: &x ADR-000\nrelated: *x",
        "supersedes: |\n  ADR-000",
        "supersedes:\n  - - ADR-000",
    ],
)
def test_what_cannot_be_changed_for_certain_is_left_to_the_author(there, capsys):
    write("adr-002-log.md", text := NEW.replace("date: 2026-03-02", there))
    write("adr-000-first.md", "---\nstatus: Accepted\n---\n")
    code = run(["supersede", "ADR-001", "ADR-002"])
    if code == 2:
        assert "by hand; nothing was changed" in capsys.readouterr().err
        assert (read("adr-001-queue.md"), read("adr-002-log.md")) == (OLD, text)


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


def test_a_mark_of_byte_order_stays():
    write("adr-001-queue.md", "\ufeff" + OLD)
    run(["status", "1", "Draft"])
    assert read("adr-001-queue.md") == "\ufeff" + OLD.replace("'Accepted'", "'Draft'")


def test_the_id_and_the_field_of_the_project_are_used():
    write("adr-002-log.md", NEW.replace("---\n", "---\nid: adr-002\n", 1))
    write("adr-001-queue.md", OLD.replace("date: 2026-03-01", "superseded-by: none"))
    run(["supersede", "1", "2"])
    assert "superseded-by: adr-002\n" in read("adr-001-queue.md")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "ADR-9"], "no document is called `ADR-9`; see `docsgate list`"),
        (["status", "queue"], "no document is called `queue`"),
        (["status", "1", "Acepted"], "no status is called `Acepted`; did you mean `Accepted`"),
        (["status", "1", "12"], "no status is called `12`; there are Draft, Proposed,"),
        (["supersede", "1", "1"], "a document cannot supersede itself"),
        (["supersede", "1", "3"], "ADR-003 is `Proposed`: accept it first, with `docsgate status"),
        (["supersede", "4", "1"], "docs/adr/adr-004-none.md: has no frontmatter to change"),
        (["supersede", "1", "5"], "adr-005-broken.md: its frontmatter cannot be read"),
        (["status", "6"], "`6` is the number of docs/adr/adr-006-a.md and of docs/rfcs/rfc-006-b"),
        (["list", "adrs"], "no collection is named `adrs`; there are adr, rfc, memo"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(words, said, capsys):
    write("adr-003-next.md", "---\nstatus: Proposed\n---\n")
    write("adr-004-none.md", "# None\n")
    write("adr-005-broken.md", "---\nstatus: [\n---\n")
    write("adr-006-a.md", "")
    write("../rfcs/rfc-006-b.md", "")
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


VALUES = st.one_of(
    st.sampled_from(["", "~", "[]", "ADR-009", "[ADR-9, 2]", "'x'", "- a\n- b", "  - a", ">\n  x"]),
    st.text(alphabet="aA-9 ,[]{}'\"#&*!|>\n:", max_size=12),
)


@given(VALUES, VALUES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_whatever_stands_there_only_that_field_changes(status, older, ending):
    text = f"---\na: 1 # one\nstatus: {status}\nsupersedes: {older}\nb: 2\n---\nText.\n"
    new = parse(Source("docs/adr/adr-002-new.md", text.replace("\n", ending)), COLLECTIONS[0])
    old = parse(Source("docs/adr/adr-001-old.md", OLD), COLLECTIONS[0])
    cited = members({one.path: one.outline for one in (new, old)})
    try:
        after = with_status(new, "Accepted").after
        new = parse(after, COLLECTIONS[0])
        changed = superseded(old, new, cited)[1].after
    except UsageError:
        return
    before = dict(new.frontmatter.texts)
    told = parse(changed, COLLECTIONS[0])
    assert "ADR-001" in told.frontmatter.texts["supersedes"] or changed == after
    assert told.frontmatter.texts | {"supersedes": ()} == before | {"supersedes": ()}
    assert told.frontmatter.texts["status"] == ("Accepted",)
    assert changed.text.endswith(f"---{ending}Text.{ending}")
