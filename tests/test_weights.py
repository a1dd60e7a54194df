"""Findings that weigh less than others of their rule, because the page may be meant as it is."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Severity
from tools.configured import configured

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def weights(folder, rule, files):
    """The weight of each finding of `rule` by the line that it is in."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    config = configured([folder], select=[rule], targets=["github"])
    report = check(config, documents_of(config, [folder]))
    return {(one.path, report.positions(one)[0][0]): one.severity for one in report.findings}


REFERENCES = {
    "See [the queue][que].": ERROR,
    "- [MkDocs][mkdocs] builds it": ERROR,
    "- [Later][rev-2] it was mended": ERROR,
    "- [`win`][arm64] is a target": ERROR,
    "- read [win][arm64] too": ERROR,
    "- [win][arm64].": ERROR,
    "- [queue.md][]": ERROR,
    "- [win][arm64] Mend it": INFO,
    '1. :beta: "**[win][arm64]** Mend it': INFO,
    "> [[draft][storage] Shards](https://example.org)": INFO,
    "New [u|i][8|16] types": INFO,
    "As they say [7][8].": INFO,
    "The [queue.Store][] keeps": INFO,
    "The [`app.queue.store`][] keeps": INFO,
}


@pytest.mark.parametrize("text", REFERENCES)
def test_brackets_that_may_be_shown_as_meant_are_a_note(text, tmp_path):
    found = weights(tmp_path, "link-reference-undefined", {"docs/a.md": f"{text}\n"})
    assert found == {("docs/a.md", 1): REFERENCES[text]}


def test_numbers_are_labels_where_the_document_defines_some(tmp_path):
    files = {"docs/a.md": "As they say [7][8].\n\n[7]: ./a.md\n"}
    assert weights(tmp_path, "link-reference-undefined", files) == {("docs/a.md", 1): ERROR}
