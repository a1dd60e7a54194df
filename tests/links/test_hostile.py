"""No document can make the judging of its links slow."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured
from tools.growth import grows_like_the_text

SETTINGS = "site_name: x\nmarkdown_extensions: [admonition, attr_list, footnotes, def_list]\n"
SIZE = 2_000


def texts(size):
    """A page of a multiple of `size` for each way to be slow, by a name for it."""
    return {
        "many dead links": "".join(f"[a](x{n}.md) " for n in range(size)),
        "many dead anchors": "".join(f"## h{n}\n\n[a](#H-{n}x)\n\n" for n in range(size)),
        "many undefined": "".join(f"[l{n}]: x{n}.md\n" for n in range(size)) + "[l1] " * size,
        "a long name": f"[x]({'a' * 150 * size}.md)",
        "a deep path": f"[x](/{'a/' * 25 * size})",
        "many dots": f"[x]({'../' * 25 * size}a.md)",
        "many equal headings": "## a\n\n" * 5 * size + "[x](#a-5)",
        "open attribute lists": "{#" * 25 * size,
        "ends of labels": "]:" * 25 * size,
        "equal labels": "[a]: b\n" * 10 * size,
        "blocks of HTML": "<b>x</b>\n\n" * 4 * size,
        "code in lists": "- a\n\n      x\n\n" * 2 * size,
        "open titles": "[a](x 'y' " * 10 * size,
        "escaped fences": "\\`\\`\\`\n" * 10 * size + "<a href=x>",
        "open tags": "<div>" * 25 * size,
        "open scripts": "<script>" * 10 * size,
        "dollars": "$a" * 25 * size + "[x](y)",
        "nested marks": _nested_marks(size // 6),
        "nul and surrogates": "[x](a%00b.md) [y](%ED%A0%80.md)\n\n" * size,
    }


def _nested_marks(depth):
    """Admonitions one inside the other; the length of the text is the square of their number."""
    return "".join(f"{'    ' * n}!!! note\n\n" for n in range(depth))


@pytest.mark.parametrize("name", texts(0))
def test_time_grows_with_the_links_and_no_faster(tmp_path, name):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    rules = ["link-*", "anchor-*", "image-*"]
    config = configured([tmp_path], select=rules, targets=["mkdocs", "github"])

    def judge(text):
        (tmp_path / "docs/a.md").write_text(text)
        check(config, documents_of(config, []))

    assert grows_like_the_text(judge, lambda size: texts(size)[name], SIZE)
