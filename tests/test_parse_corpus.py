"""Real documents: the parser agrees with markdown-it-py, and accepts documents cut off anywhere."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from docsgate.files.disk import SUFFIXES
from docsgate.model.document import LinkKind
from docsgate.parsing.markdown import parse
from docsgate.text import Source

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TREES = [CORPUS / name for name in ("prism-c8f3ac3", "prism-5ac5e3f", "prism-c45f0c7")]
NO_MARKDOWN = (LinkKind.HTML, LinkKind.BARE)

pytestmark = pytest.mark.skipif(
    not all(tree.is_dir() for tree in TREES), reason="the corpus ../shared/corpus is not there"
)


def documents(tree):
    paths = sorted(path for path in tree.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    assert len(paths) > 50
    for path in paths:
        yield path.relative_to(tree).as_posix(), path.read_bytes().decode("utf-8")


def reference():
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.normalizeLink = lambda url: url
    parser.validateLink = lambda _url: True
    return parser


def tokens(parser, text):
    for token in parser.parse(text):
        yield token
        yield from inner(token)


def inner(token):
    for child in token.children or ():
        yield child
        yield from inner(child)


def plain(content):
    """Code without the prefix of its containers before each line."""
    return [line.strip(" \t>\r") for line in content.rstrip("\n").split("\n")]


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_links_headings_and_code_are_those_that_markdown_it_finds(tree):
    parser = reference()
    for name, text in documents(tree):
        found = parse(Source(name, text))
        expected = list(tokens(parser, text[found.body_start :]))
        links = [
            link.target.removeprefix("mailto:" if link.kind is LinkKind.EMAIL else "")
            for link in found.links
            if link.kind not in NO_MARKDOWN
        ]

        assert (name, sorted(links)) == (
            name,
            sorted(
                str(token.attrs["href" if token.type == "link_open" else "src"])
                for token in expected
                if token.type in ("link_open", "image")
            ),
        )
        assert (name, [heading.level for heading in found.headings]) == (
            name,
            [int(token.tag[1]) for token in expected if token.type == "heading_open"],
        )
        fences = [plain(found.source.slice(fence.content)) for fence in found.fences]
        assert (name, fences) == (
            name,
            [plain(token.content) for token in expected if token.type == "fence"],
        )


@pytest.mark.parametrize("tree", TREES[:1], ids=lambda tree: tree.name)
def test_a_document_that_ends_anywhere_can_be_parsed(tree):
    for name, text in documents(tree):
        for share in range(1, 8):
            cut = text[: len(text) * share // 8]

            assert parse(Source(name, cut)).source.text == cut


@pytest.mark.parametrize("tree", TREES[:1], ids=lambda tree: tree.name)
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_change_no_part_of_a_document(tree, ending):
    for name, text in documents(tree):
        assert "\r" not in text
        one, other = parse(Source(name, text)), parse(Source(name, text.replace("\n", ending)))

        assert (name, shape(one)) == (name, shape(other))


def shape(document):
    """The parts that were found, and the line of each."""
    line = document.source.position
    return (
        [(link.kind, link.target, line(link.span.start)) for link in document.links],
        [(heading.level, heading.text, line(heading.span.start)) for heading in document.headings],
        [(fence.info, fence.closed, line(fence.span.start)) for fence in document.fences],
        [(item.marker, item.depth, line(item.span.start)) for item in document.list_items],
        [(field.key, field.value.text, line(field.key_span.start)) for field in fields(document)],
        [(inversion.effect, line(inversion.span.start)) for inversion in document.inversions],
    )


def fields(document):
    return document.frontmatter.fields if document.frontmatter else ()
