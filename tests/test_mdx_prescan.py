"""The pre-scan never calls a document clean that a compiler rejects."""

import json
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docsgate.loading.mdx_beyond_doubt import is_beyond_doubt
from docsgate.mdx import Dialect, scan
from docsgate.parsing.markdown import parse
from docsgate.text import Source

CORPUS = Path(__file__).parents[2] / "shared/corpus/mdx"

PREFIXES = ["", "> ", "- ", "1. ", "  ", "    ", "\t", "- > ", "| ", "# ", "     ", "[^a]: ", ">"]
PIECES = [
    "text",
    "`a`",
    "`<b`",
    "`{c`",
    "`a|<b`",
    "``x ` <y``",
    "`",
    "\\`",
    "```",
    "~~~",
    "```js",
    "~~~~",
    "<1",
    "{x y}",
    "{",
    "import x",
    "export y",
    "import ",
    "***",
    "---",
    "===",
    "| a | `<b` |",
    "|---|---|",
    "[a]: <b>",
    "[a](<b>)",
    ":::note",
    ":::",
    "```mdx-code-block",
    "    code",
    "*a `<b`*",
    "`<!--`",
    "-->",
    "$x$",
    "&lt;",
]
ENDINGS = ["\n", "\n", "\n\n", "\r\n", " \n", "\r"]
LINES = st.tuples(
    st.sampled_from(PREFIXES),
    st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join),
    st.sampled_from(ENDINGS),
).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=9).map("".join))
def test_what_is_beyond_doubt_compiles(text):
    if is_beyond_doubt(parse(Source("a.md", text))):
        assert [] == scan(text, Dialect.MDX)
        assert [] == scan(text, Dialect.DOCUSAURUS)


@pytest.mark.parametrize(
    "text",
    [
        "`<1ms` and `{x y}`.\n",
        "```js\nif (a <b) { return }\n```\n",
        "| `<a>` | b |\n|---|---|\n| `{}` | c |\n",
        "- item\n\n  ~~~text\n  <10ms\n  ~~~\n",
    ],
)
def test_code_is_beyond_doubt(text):
    assert is_beyond_doubt(parse(Source("a.md", text)))


def test_most_valid_documents_are_beyond_doubt_and_no_failing_one():
    if not CORPUS.is_dir():
        pytest.skip("the corpus ../shared/corpus/mdx is not here")
    labels = {}
    for line in (CORPUS / "dev-labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["sha"]] = row["mdx"]["ok"] and row["docusaurus"]["ok"]
    clean = set()
    with tarfile.open(CORPUS / "dev-documents.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file:
                text = file.read().decode("utf-8").removeprefix("\ufeff")
                name = Path(member.name).name.partition(".")[0]
                if is_beyond_doubt(parse(Source(name, text))):
                    clean.add(name)

    assert [] == [name for name in clean if not labels[name]]
    assert len(clean) > 0.7 * sum(labels.values())
