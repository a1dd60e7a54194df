"""`docsgate new` writes documents that pass the validation."""

from datetime import datetime
from pathlib import Path

import frontmatter
import pytest

from docsgate.__main__ import run

TEMPLATE = """---
title: "ADR-NNN: What is decided"
id: adr-NNN
status: Proposed
date: YYYY-MM-DD
deciders: who decides
tags: [one-topic]
---

# ADR-NNN: What is decided

## Context

Facts.
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs-cms/adr").mkdir(parents=True)
    return tmp_path


def created(capsys):
    return Path(capsys.readouterr().out.strip())


@pytest.mark.usefixtures("project")
def test_the_first_document_gets_number_one_and_passes(capsys):
    assert run(["new", "adr", "One cache, addressed by content"]) == 0

    path = created(capsys)
    assert path == Path("docs-cms/adr/adr-001-one-cache-addressed-by-content.md")
    assert run(["validate", "--skip-build", str(path)]) == 0


def test_the_next_number_follows_the_highest_in_the_neighbours_notation(project, capsys):
    for name in ("0007-a.md", "0009-b.md"):
        (project / "docs-cms/adr" / name).write_text("# A\n", encoding="utf-8")

    run(["new", "adr", "Next"])

    assert created(capsys).name == "0010-next.md"


def test_the_collections_template_is_filled_in(project, capsys):
    (project / "docs-cms/templates").mkdir()
    (project / "docs-cms/templates/adr-template.md").write_text(TEMPLATE, encoding="utf-8")

    run(["new", "adr", 'Say "no"'])

    path = created(capsys)
    post = frontmatter.load(path)
    assert post["title"] == 'ADR-001: Say "no"'
    assert (post["id"], post["status"], post["deciders"]) == ("adr-001", "Proposed", "who decides")
    assert post.content.startswith('# ADR-001: Say "no"\n\n## Context')
    assert run(["validate", "--skip-build", str(path)]) == 0


ODD = """---\r
# Fill in what only you know.\r
tags: [one-topic, 'two']   # at least one\r
date: 'YYYY-MM-DD'\r
review: YYYY-MM-DD # in a year\r
summary: >-\r
  What it says,\r
  in two lines.\r
"id": adr-NNN\r
\r
title: 'ADR-NNN: What is decided' # short\r
deciders: "who: decides"\r
status:\r
---\r
\r
# ADR-NNN: What is decided\r
\r
Trailing space \r
"""
FILLED = (
    ODD.replace("'YYYY-MM-DD'", "'2026-03-01'")
    .replace("YYYY-MM-DD #", "2026-03-01 #")
    .replace("adr-NNN", "adr-001")
    .replace("'ADR-NNN: What is decided'", "'ADR-001: Don''t'")
    .replace("status:", "status: Proposed")
    .replace("# ADR-NNN: What is decided", "# ADR-001: Don't")
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_wanted_fields_of_a_template_change(project, capsys, monkeypatch, mark):
    (project / "docs-cms/templates").mkdir()
    (project / "docs-cms/templates/adr-template.md").write_bytes((mark + ODD).encode())
    monkeypatch.setattr("docsgate.commands.new_document.datetime", FixedClock)

    assert run(["new", "adr", "Don't"]) == 0

    assert created(capsys).read_bytes().decode() == mark + FILLED


class FixedClock:
    @staticmethod
    def now(zone):
        return datetime(2026, 3, 1, tzinfo=zone)


@pytest.mark.parametrize(
    ("template", "written"),
    [
        (
            "# ADR-NNN: Title\n",
            '---\nstatus: Proposed\ntitle: "ADR-001: A"\n---\n\n# ADR-001: A\n',
        ),
        (
            "---\ntitle: >-\n  ADR-NNN: Title\n# kept\nstatus: Draft\n---\n: Title",
            '---\ntitle: "ADR-001: A"\n# kept\nstatus: Draft\n---\n: A',
        ),
        (
            "---\ntitle: |\n  Title\n\nid: x\nstatus: Draft\n---\n",
            '---\ntitle: "ADR-001: A"\n\nid: adr-001\nstatus: Draft\n---\n',
        ),
    ],
)
def test_a_template_need_not_have_the_fields_in_quotes(project, capsys, template, written):
    (project / "docs-cms/templates").mkdir()
    (project / "docs-cms/templates/adr-template.md").write_text(template, encoding="utf-8")

    assert run(["new", "adr", "A"]) == 0

    assert created(capsys).read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (b"---\ntitle: [a\n---\n", "its frontmatter cannot be read"),
        (b"---\ntitle: [a]\n---\n", "write `title: ADR-001: A` by hand; nothing was changed"),
        (b"---\ntitle: &name A\nsummary: *name\n---\n", "by hand; nothing was changed"),
        (b"---\ntitle: &a A\nid: &a b\n---\n", "cannot be read: found duplicate anchor"),
        (b"---\ndate: 2026-13-01\n---\n", "cannot be read: month must be in 1..12"),
        (b"\xff", "byte 0xff is not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_named(project, capsys, template, message):
    (project / "docs-cms/templates").mkdir()
    (project / "docs-cms/templates/adr-template.md").write_bytes(template)

    assert run(["new", "adr", "A"]) == 2

    error = capsys.readouterr().err
    assert "docs-cms/templates/adr-template.md" in error
    assert message in error
    assert not list((project / "docs-cms/adr").iterdir())


def test_a_file_that_is_there_is_never_overwritten(project, capsys, monkeypatch):
    (project / "docs-cms/adr/adr-001-a.md").write_text("mine", encoding="utf-8")
    from docsgate.commands import new_document

    monkeypatch.setattr(new_document, "next_name", lambda *_: ("adr-001-a.md", "001"))

    assert run(["new", "adr", "A"]) == 2
    assert (project / "docs-cms/adr/adr-001-a.md").read_text(encoding="utf-8") == "mine"
    assert "docs-cms/adr/adr-001-a.md: cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "adrs", "A"], "no collection is named `adrs`; there are adr, rfc, memo"),
        (["new", "adr", "!?"], "the title has no letter or digit to name a file by"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_created_is_misuse(capsys, arguments, message):
    assert run(arguments) == 2
    assert message in capsys.readouterr().err


def written(tmp_path, monkeypatch, files, *words):
    """The path and the text of what `docsgate new` writes where `files` are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("docsgate.commands.new_document.datetime", FixedClock)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert run(["new", *(words or ("adr", "One queue"))]) == 0
    (path,) = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")} - set(files)
    return path, (tmp_path / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "path"),
    [
        (["adr/0001-a.md"], "adr/0002-one-queue.md"),
        (["docs/decisions/AD0009-a.md", "x.md"], "docs/decisions/AD0010-one-queue.md"),
        (["x/docs/architecture/decisions/adr_12_a.md"],
         "x/docs/architecture/decisions/adr_13_one_queue.md"),
        (["adr/2-a.md", "adr/10-b.mdx", "adr/3-c.md"], "adr/11-one-queue.mdx"),
        (["adr/0007-a/README.md"], "adr/0008-one-queue/README.md"),
        (["adr/20260101-a.md"], "adr/20260301-one-queue.md"),
        (["adr/2026-01-01-a.md"], "adr/2026-03-01-one-queue.md"),
        (["docs/a.md"], "docs/adr/adr-001-one-queue.md"),
        (["docs/a.md", "docs-cms/adr/adr-004-a.md", "adr/0001-a.md"],
         "docs-cms/adr/adr-005-one-queue.md"),
    ],
)  # fmt: skip
def test_a_new_document_goes_to_its_neighbours(tmp_path, monkeypatch, there, path):
    found, _ = written(tmp_path, monkeypatch, dict.fromkeys(there, "# A\n"))

    assert found == path


NYGARD = "# {}\n\nDate: 2026-03-01\n\n## Status\n\n{}\n\n## Context\n"
FIELDS = "---\nstatus: accepted\ndate: 2026-01-01\n---\n\n# A\n"


@pytest.mark.parametrize(
    ("files", "begin"),
    [
        ({"adr/0001-a.md": "# 1. A\n"}, NYGARD.format("2. One queue", "Proposed")),
        ({"adr/0001-a.md": "# ADR-0001: A\n"}, NYGARD.format("ADR-0002: One queue", "Proposed")),
        ({"adr/0001-a.md": "# A\n"}, NYGARD.format("One queue", "Proposed")),
        ({f"adr/000{n}-a.md": FIELDS for n in range(1, 6)},
         "---\nstatus: proposed\ndate: 2026-03-01\n---\n\n# One queue\n"),
        ({"adr/0001-a.md": "# 1. A\n",
          "adr/template.md": "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n"},
         "# 2. One queue\n\nDate: 2026-03-01\n\n## Status\n\nProposed\n"),
        ({"adr/0001-a.md": "# A\n", "0000-template.md":
          '---\nstatus: "{proposed | accepted}"\n# a date\n'
          "date: {YYYY-MM-DD, the last}\n---\n# {title}\n"},
         '---\nstatus: "Proposed"\n# a date\ndate: 2026-03-01\n---\n# One queue\n'),
    ],
)  # fmt: skip
def test_a_new_document_begins_as_its_neighbours(tmp_path, monkeypatch, files, begin):
    _, text = written(tmp_path, monkeypatch, files)

    assert text.startswith(begin)


def test_of_several_folders_one_must_be_chosen(tmp_path, monkeypatch, capsys):
    files = {"a/adr/0001-a.md": "# A\n", "b/adr/0004-a.md": "# A\n"}
    path, _ = written(tmp_path, monkeypatch, files, "adr", "One", "--folder", "b/adr")
    assert path == "b/adr/0005-one.md"

    assert run(["new", "adr", "Two"]) == 2
    assert "several folders of `adr`: a/adr, b/adr; choose one" in capsys.readouterr().err
    assert run(["new", "adr", "Two", "--folder", "c"]) == 2
    assert "`c` is no folder of the collection `adr`" in capsys.readouterr().err
