"""`docsgate supersede`: both documents say so, and nothing else in them changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.__main__ import run
from docsgate.commands.change_document import changes_to_supersede, with_status
from docsgate.configuration.known_layouts import COLLECTIONS
from docsgate.configuration.settings import Config
from docsgate.decisions.statuses import is_nothing
from docsgate.errors import UsageError
from docsgate.parsing.markdown import parse
from docsgate.text import Source
from tools.decisions import NEW, OLD, read, write, write_both
from tools.in_memory import loaded

ADR = '[collections.adr]\nfolder = "docs/adr"\nfilename = "adr-(?P<number>\\\\d+)-.*"\n'


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_both()
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
        "supersedes:\n  adr: ADR-000",
        "supersedes: >-\n  ADR-000",
        "supersedes: |\n  ADR-000",
        "supersedes: ADR-000\nsupersedes: ADR-000",
        "supersedes: &x [ADR-000]\nrelated: [[*x]]",
        "supersedes:\n  - - ADR-000",
        "supersedes: https://example.org/decision-of-2019",
        "supersedes: ADR-000 (section 3)",
        "supersedes: ADR-000, and the wiki",
    ],
)
def test_what_cannot_be_changed_for_certain_is_left_to_the_author(there, capsys):
    write("adr-002-log.md", text := NEW.replace("date: 2026-03-02", there))
    write("adr-000-first.md", "---\nstatus: Accepted\n---\n")
    assert run(["supersede", "ADR-001", "ADR-002"]) == 2
    assert "by hand; nothing was changed" in capsys.readouterr().err
    assert (read("adr-001-queue.md"), read("adr-002-log.md")) == (OLD, text)


def test_if_one_file_cannot_be_written_neither_is(capsys):
    Path("docs/adr/adr-002-log.md").chmod(0o444)
    assert run(["supersede", "1", "2"]) == 2
    assert "adr-002-log.md: cannot be written: it is read-only; noth" in capsys.readouterr().err
    assert (read("adr-001-queue.md"), read("adr-002-log.md")) == (OLD, NEW)


def test_two_names_of_one_file_are_one_document(capsys):
    Path("docs/adr/more").mkdir()
    Path("docs/adr/more/adr-003-same.md").symlink_to("../adr-001-queue.md")
    assert run(["supersede", "1", "3"]) == 2
    assert "is the same file as docs/adr/adr-001-queue.md" in capsys.readouterr().err
    assert read("adr-001-queue.md") == OLD


@pytest.mark.parametrize(
    ("settings", "status", "code"),
    [
        ('statuses = ["Draft", "Accepted", "Rejected"]', "'Accepted'", 2),
        ('statuses = ["Draft", "Accepted", "Replaced"]', "'Replaced'", 0),
        ('optional = { title = "string" }\nunknown-fields = false', "'Accepted'", 2),
    ],
)
def test_the_words_and_fields_of_the_collection_are_kept(settings, status, code, capsys):
    Path("docsgate.toml").write_text(f"{ADR}{settings}\n")
    assert run(["supersede", "1", "2"]) == code
    assert f"\nstatus: {status}" in read("adr-001-queue.md")
    assert bool(capsys.readouterr().err) == bool(code)


def test_a_field_that_holds_lists_gets_a_list():
    Path("docsgate.toml").write_text(
        f'{ADR}optional = {{ superseded-by = "list", supersedes = "list" }}\n'
    )
    assert run(["supersede", "1", "2"]) == 0
    assert "\nsuperseded-by: [ADR-002]\n" in read("adr-001-queue.md")
    assert "\nsupersedes: [ADR-001]\n" in read("adr-002-log.md")


def test_a_number_of_two_folders_is_named_by_its_file():
    write("../../services/a/docs/adr/0001-a.md", "---\nstatus: Accepted\n---\n")
    write("../../services/b/docs/adr/0001-b.md", "---\nstatus: Accepted\n---\n")
    write("../../services/b/docs/adr/0007-c.md", "---\nstatus: Accepted\n---\n")
    Path("docsgate.toml").write_text('docs = ["."]\n')
    assert run(["status", "ADR-1", "Draft"]) == 2
    assert run(["supersede", "services/a/docs/adr/0001-a.md", "ADR-7"]) == 0
    assert "supersedes: ../../../a/docs/adr/0001-a.md\n" in (
        Path("services/b/docs/adr/0007-c.md").read_text().replace('"', "")
    )
    assert run(["supersede", "services/a/docs/adr/0001-a.md", "ADR-7"]) == 0
    assert Path("services/b/docs/adr/0007-c.md").read_text().count("0001-a.md") == 1


def test_a_circle_is_not_closed(capsys):
    run(["supersede", "1", "2"])
    write("adr-001-queue.md", OLD.replace("date: 2026-03-01", "supersedes: ADR-002"))
    assert run(["supersede", "1", "2"]) == 2
    assert "ADR-001 says already that it supersedes ADR-002" in capsys.readouterr().err


def test_the_id_and_the_field_of_the_project_are_used():
    write("adr-002-log.md", NEW.replace("---\n", "---\nid: adr-002\n", 1))
    write("adr-001-queue.md", OLD.replace("date: 2026-03-01", "superseded-by: none"))
    run(["supersede", "1", "2"])
    assert "superseded-by: adr-002\n" in read("adr-001-queue.md")


VALUES = st.one_of(
    st.sampled_from(["", "~", "[]", "ADR-009", "[ADR-9, 2]", "'x'", "- a\n- b", "  - a", ">\n  x"]),
    st.text(alphabet="aA-9 ,[]{}'\"#&*!|>\n:", max_size=12),
)


@given(VALUES, VALUES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_whatever_stands_there_only_that_field_changes(status, older, ending):
    text = f"---\na: 1 # one\nstatus: {status}\nsupersedes: {older}\nb: 2\n---\nText.\n"
    before = parse(Source("docs/adr/adr-002-new.md", text.replace("\n", ending)), COLLECTIONS[0])
    old = parse(Source("docs/adr/adr-001-old.md", OLD), COLLECTIONS[0])
    try:
        new = parse(with_status(before, "Accepted").after, COLLECTIONS[0])
        outlines = {one.path: one.outline for one in (new, old)}
        project = loaded(Config(Path()), old, new, outlines=outlines)
        changed = changes_to_supersede(old, new, project)[1].after
    except UsageError:
        return
    told = parse(changed, COLLECTIONS[0])
    named = ", ".join(told.frontmatter.texts["supersedes"])
    assert "ADR-001" in named or changed == new.source
    assert told.frontmatter.texts | {"supersedes": ()} == new.frontmatter.texts | {"supersedes": ()}
    assert told.frontmatter.texts["status"] == ("Accepted",)
    assert changed.text.endswith(f"---{ending}Text.{ending}")
    for kept in new.frontmatter.texts.get("supersedes", ()):
        assert is_nothing(kept) or all(part.strip() in named for part in kept.split(","))
