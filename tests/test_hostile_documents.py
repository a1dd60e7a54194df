"""Documents that are made to be slow take little time: no pattern or loop goes back in the text."""

import pytest

from docsgate.checking.engine import check
from tools.configured import configured
from tools.growth import grows_like_the_text

SIZE = 40_000


def frontmatter(yaml):
    return f"---\n{yaml}\n---\n\n# Title\n"


def documents(size):
    """A document of about `size` characters for each way to be slow, by a name for it."""

    def times(piece):
        return piece * (size // len(piece))

    return {
        "spaces in a line": f"a{' ' * size}b\n",
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
        "parentheses": f"[a]({'(' * size}",
        "backslashes": times("\\"),
        "unfinished comments": times("{/*"),
        "comments": times("{/* */}"),
        "unfinished attribute list": f"# a {{#{'a' * size}",
        "attribute lists": times("{#a "),
        "unfinished html comments": times("<!--"),
        "unfinished tags": times("<a "),
        "unfinished tags with quotes": f"<div>\n{times('<a b=' + chr(34))}",
        "unfinished fences": times("```\n"),
        "fences with info": times("```a\n"),
        "swallowed fence with spaces": f"```\n```a{' ' * size}b\n",
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
        "parentheses behind a url": f"http://a.b/{')' * size}",
        "suppressions": times("<!-- docsgate: ignore fence-*: x -->\n"),
        "suppressions that work": times("<!-- docsgate: ignore whitespace-trailing: x -->\na \n"),
        "keys": frontmatter("".join(f"k{n}: v\n" for n in range(size // 10))),
        "misspelt keys": frontmatter("".join(f"statu{n}: v\n" for n in range(size // 12))),
        "the same key": frontmatter(times("a: b\n")),
        "tabs after keys": frontmatter(times("a:\tb\n")),
        "tabs before keys": frontmatter(times("\ta\n")),
        "spaces after values": frontmatter(times("a: b \n")),
        "spaces in the status": frontmatter(f"status: a{' ' * size}b"),
        "a long status": frontmatter(f"status: {'a' * size}"),
        "a long date": frontmatter(f"date: 2026-01-01T{'1' * size}"),
        "tags": frontmatter(f"tags: [{times('a, ')}a]"),
        "tags with spaces": frontmatter(f"tags: [{times('A b, ')}a]"),
        "a long tag": frontmatter(f"tags: [a{times('-a')}!]"),
        "brackets in yaml": frontmatter(f"a: {'[' * size}"),
        "lines that nearly close": f"---\na: b\n{times('--- a' + chr(10))}",
        "rare characters": times("😀\u2028\f"),
    }


@pytest.mark.parametrize("name", documents(0))
def test_time_grows_with_the_document_and_no_faster(name, tmp_path):
    path = "docs-cms/adr/adr-001-a.md"
    (tmp_path / "docs-cms/adr").mkdir(parents=True)

    def judge(text):
        (tmp_path / path).write_bytes(text.encode())
        check(configured([tmp_path], targets=["github", "mkdocs"]), [path])

    assert grows_like_the_text(judge, lambda size: documents(size)[name], SIZE)
