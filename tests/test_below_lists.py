"""What is below a list and shows nothing on the site does not end the list there."""

import re

import markdown
import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured
from tools.links import truth

EXTENSIONS = ("abbr", "footnotes", "md_in_html")
ABOVE = "[b]: https://example.org/first\n\n<div markdown>\n\n- one [a][b] and an API[^n]\n\n"
BELOW = "\n\n## Next\n\n[^n]: A note.\n"
BLOCKS = (
    "[b]: https://example.org", "[B]: <https://example.org> 'title'", "[new]: two.md\n  [b]: x.md",
    "[b]: https://example.org\n    'title'", "[^n]: The note.", "</div>", "</p></div>", "</div >",
    "*[API]: no definition, indented", "[b] is text", "[b]: is text", "[^n] is a note",
    "</div> text", "</div>\n</div>", "</div>\n  text", "text", "<br>", "<b>text</b>", "> quote",
)  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_a_list_ends_where_python_markdown_shows_something(tmp_path, block):
    text = f"{ABOVE}  {block}{BELOW}"
    settings = f"markdown_extensions: [{', '.join(EXTENSIONS)}]\n"
    truth.write(tmp_path, {"mkdocs.yml": settings, "docs/a.md": text}, {})
    config = configured([tmp_path], targets=())
    found = check(config, documents_of(config, [tmp_path / "docs"])).findings

    html = markdown.markdown(text, extensions=EXTENSIONS)
    below = html.partition("</ul>")[2].partition("<h2>")[0]
    shown = re.sub(r"</\w+>", "", below).strip()
    assert [one.rule for one in found if one.rule == "list-item-ended"] == (
        ["list-item-ended"] if shown else []
    )
