"""Documents that are made to be slow take little time: no pattern or loop goes back in the text."""

import time

import pytest

from docsgate.checking.engine import check
from tools.configured import configured

SIZE = 40_000
QUICK_SECONDS = 0.4
GROWTH_MAX = 8  # Four times the text takes four times as long, or sixteen times when quadratic.


def times(piece):
    return piece * (SIZE // len(piece))


def frontmatter(yaml):
    return f"---\n{yaml}\n---\n\n# Title\n"


DOCUMENTS = {
    "spaces in a line": f"a{' ' * SIZE}b\n",
    "spaces at line ends": times("a \n"),
    "lines of spaces": times("   \n"),
    "lines of tabs": times("\t\n"),
    "blank lines": times("\r\n"),
    "lone carriage returns": times("\r"),
    "opening brackets": times("["),
    "reference brackets": times("[a]["),
    "definitions": times("[a]: b\n"),
    "unfinished links": times("[a]("),
    "unfinished titles": times('[a](b "'),
    "parentheses": f"[a]({'(' * SIZE}",
    "backslashes": times("\\"),
    "unfinished comments": times("{/*"),
    "comments": times("{/* */}"),
    "unfinished attribute list": f"# a {{#{'a' * SIZE}",
    "attribute lists": times("{#a "),
    "unfinished html comments": times("<!--"),
    "unfinished tags": times("<a "),
    "unfinished tags with quotes": f"<div>\n{times('<a b=' + chr(34))}",
    "unfinished fences": times("```\n"),
    "fences with info": times("```a\n"),
    "swallowed fence with spaces": f"```\n```a{' ' * SIZE}b\n",
    "fences after long lines": times(f"{'a' * 2000}\n```\nx\n```\n"),
    "fences of no site in a comment": f"<!--\n{times('~~~ a b' + chr(10))}-->\n\n```\na\n```\n",
    "fences that the site leaves open": f"<!--\n{times(' ~~~' + chr(10))}-->\n\n```\na\n```\n",
    "options of a fence": f"```a{times(' b=' + chr(34))}\n```\n",
    "attributes of a fence": f"```a{times(' {')}\n```\n",
    "words behind a fence": f"~~~{times('a ')}!\n~~~\n",
    "fences right below indented code": "    a\n" + times("```\na\n```\n"),
    "fences that are longer": times("```\na\n````\n"),
    "headings after an inverted fence": f"```a\nx\n```b\n\n{times('# a' + chr(10) * 2)}",
    "fences after an inverted fence": f"```a\nx\n```b\n\n{times('```' + chr(10))}",
    "nested quotes": times("> "),
    "nested lists": times("- "),
    "lists that merge": times("- a\n\n1. b\n"),
    "lists in one item": f"- a\n{times('    - b' + chr(10) + '    1. c' + chr(10))}",
    "lists run into text": times("a\n- b\n\n"),
    "headings": times("## a\n### b\n"),
    "backticks": times("`a"),
    "stars": times("**a "),
    "table cells": f"{times('|a')}\n{times('|-')}\n",
    "footnotes": times("[^1]"),
    "urls": times("http://"),
    "entities behind a url": f"http://a.b/{times('&amp;')}",
    "parentheses behind a url": f"http://a.b/{')' * SIZE}",
    "suppressions": times("<!-- docsgate: ignore fence-*: x -->\n"),
    "suppressions that work": times("<!-- docsgate: ignore whitespace-trailing: x -->\na \n"),
    "keys": frontmatter("".join(f"k{n}: v\n" for n in range(SIZE // 10))),
    "misspelt keys": frontmatter("".join(f"statu{n}: v\n" for n in range(SIZE // 12))),
    "the same key": frontmatter(times("a: b\n")),
    "tabs after keys": frontmatter(times("a:\tb\n")),
    "tabs before keys": frontmatter(times("\ta\n")),
    "spaces after values": frontmatter(times("a: b \n")),
    "spaces in the status": frontmatter(f"status: a{' ' * SIZE}b"),
    "a long status": frontmatter(f"status: {'a' * SIZE}"),
    "a long date": frontmatter(f"date: 2026-01-01T{'1' * SIZE}"),
    "tags": frontmatter(f"tags: [{times('a, ')}a]"),
    "tags with spaces": frontmatter(f"tags: [{times('A b, ')}a]"),
    "a long tag": frontmatter(f"tags: [a{times('-a')}!]"),
    "brackets in yaml": frontmatter(f"a: {'[' * SIZE}"),
    "lines that nearly close": f"---\na: b\n{times('--- a' + chr(10))}",
    "rare characters": times("😀\u2028\f"),
}


def check_seconds(folder, text):
    path = "docs-cms/adr/adr-001-a.md"
    (folder / path).write_bytes(text.encode())
    config = configured([folder], targets=["github", "mkdocs"])
    started = time.process_time()
    check(config, [path])
    return time.process_time() - started


@pytest.mark.parametrize("name", DOCUMENTS)
def test_time_grows_with_the_document_and_no_faster(name, tmp_path):
    (tmp_path / "docs-cms/adr").mkdir(parents=True)
    text = DOCUMENTS[name]

    def grows_no_faster():
        seconds = check_seconds(tmp_path, text)
        if seconds < QUICK_SECONDS:
            return True
        return seconds < GROWTH_MAX * check_seconds(tmp_path, quarter(text))

    assert any(grows_no_faster() for _ in range(3))  # A busy machine disturbs one of them.


def quarter(text):
    """The first quarter of `text`, with its frontmatter still closed."""
    if not text.startswith("---\n"):
        return text[: len(text) // 4]
    closing = text.rindex("\n---\n") if "\n---\n" in text else len(text)
    return text[: closing // 4] + text[closing:]
