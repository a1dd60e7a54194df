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

    monkeypatch.setattr(new_document, "_next_number", lambda *_: "001")

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
