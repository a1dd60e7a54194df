"""The site shows mended blocks of code as GitHub does, and GitHub shows the same as before."""

import pytest
from markdown import Markdown

from docsgate.parsing.markdown import parse
from docsgate.proposals.fence_lines import indent_like_opening_fence
from docsgate.text import Source
from tools.fences import code_lines
from tools.fixing.independent import page, seen
from tools.fixing.projects import mended

CASES = {
    "closing fence further in": "```sh\nmake\n  ```\n\nText.\n\n```\nmore\n```\n",
    "closing fence further out": "  ```sh\n  make\n```\n\nText.\n",
    "longer closing fence": "~~~\ncode\n~~~~~\n\nText.\n\n~~~\nmore\n~~~\n",
    "code further out": "   ```\n  a\n\n b\n    c\n   ```\n\nText.\n",
    "in a list": "- item\n\n    ```sh\n  make\n     ```\n\n- more\n",
    "in a quote": ">   ```\n> a\n>b\n>  ```\n>\n> Text.\n",
    "below indented code": "    a\n```\nb\n```\n\nText.\n",
    "crlf": "```sh\r\nmake\r\n  ````\r\n\r\nText.\r\n",
    "tabs": "- item\n\n\t```sh\n\tmake\n   ```\n\nText.\n",
    "options": '```py title="a.py"\na\n ```\n\nText.\n\n```{.py title="b"}\nb\n```\n',
    "below indented code and closed elsewhere": "    a\n```\nb\n ```\n\nText.\n",
    "one behind the other": "```\na\n````\n\n```\nb\n````\n\n```\nc\n```\n",
}


def site(text):
    return Markdown(extensions=["pymdownx.superfences"]).convert(text)


def test_nothing_is_mended_beside_a_block_that_must_be_mended_by_hand(tmp_path):
    text = "```sh\nmake\n ```\n\n```rust,ignore\na\n```\n"
    assert mended(tmp_path, text, select=["fence-misread"]) == (text, [])


@pytest.mark.parametrize("name", CASES)
def test_the_site_has_the_code_of_github(tmp_path, name):
    text = CASES[name]
    assert code_lines(site(text)) != code_lines(page(text))

    after, refused = mended(tmp_path, text, select=["fence-misread"])

    assert refused == []
    assert code_lines(site(after)) == code_lines(page(after))
    assert seen(text) == seen(after)


def test_a_quoted_block_below_indented_code_is_left_to_its_author(tmp_path):
    text = ">     a\n> ```\n> b\n> ```\n"
    assert mended(tmp_path, text, select=["fence-misread"])[0] == text


def test_a_block_behind_a_list_marker_is_left_to_its_author():
    document = parse(Source("a.md", "- ```\n  a\n   ```\n"))
    assert indent_like_opening_fence(document, document.fences[0]) is None


def test_a_block_that_is_written_alike_needs_nothing():
    document = parse(Source("a.md", "  ```\n\n   a\n  ```\n"))
    assert indent_like_opening_fence(document, document.fences[0]) is None
