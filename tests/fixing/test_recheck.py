"""What other documents would know otherwise once one is written, which costs a run over them."""

from dataclasses import replace

import pytest

from docsgate.checking.engine import check_documents
from docsgate.fixing.recheck import Checked, Rechecker, Told, find_asked
from docsgate.links.judge import Judge
from docsgate.loading.index_project import index_project
from docsgate.loading.judge_project import judge_project
from docsgate.loading.load_project import load_project
from docsgate.loading.read_document import read_document
from tools.configured import configured

TEXT = "---\ntitle: One\n---\n\n# One\n\nText \n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Text \n", "Text\n", Told()),
        ("# One", "# Two", Told(anchors=True)),
        ("title: One", "title: Two", Told(outline=True)),
    ],
)
def test_others_are_told_of_what_they_may_know(tmp_path, old, new, told):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    loaded = load_project(configured([tmp_path]), ["a.md"])
    judge = Judge(loaded)
    rechecker = Rechecker(index_project(loaded, judge), judge)
    (document,) = loaded.documents

    source = replace(document.source, text=TEXT.replace(old, new))
    after = read_document(source, document.collection, loaded.config)

    assert rechecker.told_by(after) == told


def test_a_document_alone_is_found_as_it_is_among_the_others(tmp_path):
    (tmp_path / "docs").mkdir()
    texts = {
        "index.md": "# Index\n\n[a](a.md) and [gone](gone.md#x)\n",
        "a.md": "# A\n\n[b](b.md#bee) \n",
        "b.md": "# B\n\n[a](a.md#a)\n",
        "c.md": "# C\n\n[c](#see)\n",
    }
    for name, text in texts.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    loaded = load_project(configured([tmp_path]), [f"docs/{name}" for name in texts])
    judge = Judge(loaded)
    project = judge_project(index_project(loaded, judge), judge)
    rechecker = Rechecker(index_project(loaded, judge), judge, project.linked)

    alone = [rechecker.check(document) for document in project.documents]

    found = check_documents(project)
    assert [one.rule for one in found[3]].count("index-document-orphaned") == 1
    assert alone == [
        Checked(findings, find_asked(project.judged[document.path]))
        for document, findings in zip(project.documents, found, strict=True)
    ]
    assert [one.asked for one in alone] == [{""}, {"docs/b.md"}, {"docs/a.md"}, {"docs/c.md"}]
