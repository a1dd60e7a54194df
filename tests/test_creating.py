"""`docsgate new` writes documents that pass the validation."""

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
