"""The site shows mended lists as GitHub does, and GitHub shows the same as before."""

import re

import pytest
from markdown import Markdown

from tools.fixing.independent import page, seen
from tools.fixing.projects import mended

CASES = {
    "under a paragraph": "Text:\n- a\n- b\n",
    "numbered": "Text:\n1. a\n2. b\n\nMore.\n",
    "nested by two": "- a\n  - b\n  - c\n- d\n",
    "nested by three": "1. a\n   - b\n   - c\n2. d\n",
    "three levels": "- a\n  - b\n    - c\n  - d\n- e\n",
    "paragraph in an item": "- a\n  - b\n\n    more b\n  - c\n",
    "code in an item": "- a\n  - b\n\n    ```py\n    x\n      y\n    ```\n",
    "lazy line": "- a\n  - b\nlazy\n- c\n",
    "crlf": "Text:\r\n- a\r\n  - b\r\n",
    "tabs": "- a\n\t- b\n\t\t- c\n- d\n",
}


def structure(html):
    return re.findall(r"</?(?:ul|ol|li)\b", html)


def site(text):
    return Markdown(extensions=["fenced_code", "pymdownx.superfences"]).convert(text)


@pytest.mark.parametrize("name", CASES)
def test_the_site_has_the_lists_of_github(tmp_path, name):
    after, refused = mended(tmp_path, CASES[name], select=["list-flattened"])

    assert refused == []
    assert structure(page(after)) == structure(site(after))
    assert seen(CASES[name]) == seen(after)


def test_a_fix_that_github_would_show_is_refused(tmp_path):
    text = "100. a\n     - b\n"
    after, refused = mended(tmp_path, text, select=["list-flattened"])
    assert seen(text) == seen(after)
    assert after == text or not refused


def test_nothing_is_done_for_a_repository_without_a_site(tmp_path):
    text = "Text:\n- a\n"
    assert mended(tmp_path, text, select=["list-flattened"], targets=["github"])[0] == text
