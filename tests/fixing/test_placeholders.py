"""The fix of a placeholder shows it to all readers, by other means than docsgate's own proof."""

import html5lib
import pytest
from markdown import Markdown

from docsgate.mdx import Dialect, scan
from tools.fixing.independent import page
from tools.fixing.projects import mended

PLACES = {
    "text": "one {} two\n",
    "item": "- one {} two\n- three\n",
    "indented item": "1. one\n\n    two {} three\n",
    "quote": "> one {} two\n",
    "cell": "| a | b |\n|---|---|\n| {} | c |\n",
    "link": "[one {} two](a.md)\n",
    "emphasis": "*one {} two*\n",
    "crlf": "one {}\r\ntwo {}\r\n",
}
BOTH = {"option": "(-n <namespace>)", "type": "Split<TData>", "types": "Lazy<Task<One>>"}
ONLY_THE_SITE = {"underscore": "<my_name>", "pair": "Map<K,V>"}


def shown(html):
    """The text that a browser shows of `html`."""
    return "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())


def on_the_site(text):
    return Markdown(extensions=["attr_list", "tables", "toc", "md_in_html"]).convert(text)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("written", [*BOTH.values(), *ONLY_THE_SITE.values()])
def test_all_readers_show_what_was_dropped(tmp_path, written, place):
    (tmp_path / "docsgate.toml").write_text('targets = ["github", "mkdocs"]\n', encoding="utf-8")
    escaped = written.replace("<", "&lt;")
    before = PLACES[place].format(written, written)

    after, refused = mended(tmp_path, before, select=["html-*"])

    assert written not in shown(on_the_site(before))
    assert (written in shown(page(before))) == (written in ONLY_THE_SITE.values())
    assert after == PLACES[place].format(escaped, escaped)
    assert refused == []
    assert written in shown(on_the_site(after))
    assert written in shown(page(after))
    assert scan(after, Dialect.DOCUSAURUS) == []


@pytest.mark.parametrize("text", ["# One <name>\n", "<name>\ntwo\n"], ids=["heading", "block"])
def test_what_changes_more_than_the_placeholder_is_not_safe(tmp_path, text):
    (tmp_path / "docsgate.toml").write_text('targets = ["github", "mkdocs"]\n', encoding="utf-8")

    assert mended(tmp_path, text, select=["html-*"]) == (text, [])
    assert mended(tmp_path, text, select=["html-*"], unsafe=True)[0] == text.replace("<", "&lt;")
