"""Byte order marks: one is taken away with the file, and Docusaurus takes away a second one."""

import pytest

from docsgate.mdx import Dialect, scan
from docsgate.mdx.page_headings import page_headings

MARK = "\ufeff"


@pytest.mark.parametrize("text", ["<div>\n</div>", "import a from 'b'\n", "---\na: {b\n---\n"])
def test_a_second_mark_is_text_for_mdx_and_nothing_for_docusaurus(text):
    assert scan(text, Dialect.DOCUSAURUS) == scan(f"{MARK}{text}", Dialect.DOCUSAURUS) == []


def test_the_first_line_behind_a_second_mark_is_no_heading_yet_when_its_id_is_looked_for():
    assert [one.rule for one in scan(f"{MARK}# x {{#y z}}", Dialect.DOCUSAURUS)] == [
        "mdx-expression-invalid"
    ]
    assert scan("# x {#y z}", Dialect.DOCUSAURUS) == []


def test_positions_behind_a_second_mark_are_those_of_the_text():
    assert [one.start for one in scan(f"{MARK}a {{x", Dialect.DOCUSAURUS)] == [3]
    assert [one.text for one in page_headings(f"{MARK}# a")] == ["a"]
