"""Right blocks that look inverted: text right above, a blank line first, and then like prose.

No finding is made of them and no fix touches them, whatever they hold.
"""

from itertools import product

import pytest

from docsgate.parsing.markdown import parse
from docsgate.text import Source
from tools.fixing.projects import mended

ABOVE = ("The answer is:", "The status says", "Run", "See `it`", "- an item", "**Output**:")
INFOS = ("yaml", "json", "sh", "sql", "markdown", "python", "ini", "diff", "text")
FIRST = (
    "- name: a", "* a", "1. one", "[1, 2]", "[section]", "FOO=1 make", "SELECT 1;", "# a comment",
    "| a | b |", "> quoted", "`x`", "Traceback (most recent call last):",
)  # fmt: skip
BELOW = ("\nMore text.\n", "\n## Next\n", "", "More text.\n")
SHAPES = [
    f"# T\n\n{above}\n{fence}{info}\n\n{first}\n{fence}\n{below}"
    for above, info, first in product(ABOVE, INFOS, FIRST)
    for fence in ("```", "~~~")
    for below in BELOW
]


def test_a_right_block_is_not_called_inverted():
    wrong = [text for text in SHAPES if parse(Source("a.md", text), None).inversions]

    assert wrong == []


@pytest.mark.parametrize("shape", range(0, len(SHAPES), 397))
def test_no_fix_touches_a_right_block(tmp_path, shape):
    text = SHAPES[shape]
    select = ["fence-inverted", "fence-unclosed", "fence-misread"]

    assert mended(tmp_path, text, unsafe=True, select=select) == (text, [])


def test_prose_and_code_do_not_trade_places_at_a_block_that_is_not_closed(tmp_path):
    text = "# T\n\nUse the call x();\n```markdown\n\n# A title\n\nSome prose.\n"

    after, _ = mended(tmp_path, text, select=["fence-inverted", "fence-unclosed"])

    assert after.startswith("# T\n\nUse the call x();\n```markdown\n\n# A title\n")
