"""What other documents would know otherwise once one is written, which costs a run over them."""

from dataclasses import replace

import pytest

from docsgate.fixing.recheck import Rechecker, Told
from docsgate.links.judge import Judge
from docsgate.loading.index_project import index_project
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
