"""An anchor is written only where rendering the page of the site shows it."""

import pytest

from tools.fixing.projects import mended

SMART = "site_name: x\nmarkdown_extensions: [smarty, toc, attr_list]\n"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("# T\n\n[a](#one-twoo)\n\n[b](#One-Two)\n\n## One two\n", []),
        ("# T\n\n[a](#foobar)\n\n## foo--bar\n", []),
    ],
)
def test_an_anchor_of_the_same_page(tmp_path, text, reasons):
    (tmp_path / "mkdocs.yml").write_text(SMART)

    after, refused = mended(tmp_path, text, targets=["mkdocs"])

    assert refused == reasons
    assert after == (text.replace("#One-Two", "#one-two"))


@pytest.mark.parametrize(
    ("heading", "is_mended"), [("## Foo bar", True), ("## foo--bar", False), ("x", False)]
)
def test_an_anchor_of_another_page(tmp_path, heading, is_mended):
    (tmp_path / "mkdocs.yml").write_text(SMART)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/b.md").write_text(f"---\ntitle: B\n---\n\n# B\n\n{heading}\n")
    written = "[b](b.md#Foo-Bar)" if heading == "## Foo bar" else "[b](b.md#foobar)"

    after, _ = mended(tmp_path, f"# A\n\n{written}\n", targets=["mkdocs"])

    assert ("b.md#foo-bar" in after) == is_mended
