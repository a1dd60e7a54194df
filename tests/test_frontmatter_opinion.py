"""python-frontmatter, the second opinion: it reads the same fields in real documents as we do."""

from pathlib import Path

import frontmatter
import pytest
import yaml

from docsgate.model.frontmatter import ValueKind
from docsgate.parsing.read_frontmatter import read_frontmatter
from docsgate.text import Source
from tools.mdx import corpus

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TREES = ("prism-c8f3ac3", "prism-5ac5e3f", "prism-c45f0c7")
MISSING = f"the corpus {CORPUS} is not there"
BROKEN = "broken"


def documents(folder):
    return {path: path.read_bytes().decode("utf-8") for path in sorted(folder.rglob("*.md"))}


def ours(text):
    """The fields as our reader finds them; BROKEN where they cannot be read."""
    front = read_frontmatter(Source("a.md", text))
    if front is None or not front.closed:
        return {}
    if front.problem:
        return BROKEN
    return {entry.key: value_of(entry.value) for entry in front.fields}


def value_of(value):
    """What a value is in Python. Text is taken as it is; only numbers and dates are read."""
    if value.kind is ValueKind.LIST:
        return [value_of(item) for item in value.items]
    if value.kind is ValueKind.MAPPING:
        pairs = zip(value.items[::2], value.items[1::2], strict=True)
        return {value_of(key): value_of(item) for key, item in pairs}
    return value.text if value.kind is ValueKind.STRING else yaml.safe_load(value.text)


def theirs(text):
    """The same by python-frontmatter, with its keys as text."""
    try:
        return {str(key): value for key, value in frontmatter.loads(text).metadata.items()}
    except yaml.YAMLError:
        return BROKEN


def differing(texts):
    return [name for name, text in texts.items() if ours(text) != theirs(text)]


def test_both_read_the_same_in_the_documents_of_the_project():
    texts = documents(ROOT / "docs-cms")

    assert sum(bool(ours(text)) for text in texts.values()) > 20
    assert differing(texts) == []


@pytest.mark.parametrize("tree", TREES)
def test_both_read_the_same_in_documents_of_others(tree):
    if not (CORPUS / tree).is_dir():
        pytest.skip(MISSING)
    texts = documents(CORPUS / tree)

    assert sum(bool(ours(text)) for text in texts.values()) > 50
    assert differing(texts) == []


def test_both_read_the_same_in_documents_from_everywhere():
    if not CORPUS.is_dir():
        pytest.skip(MISSING)
    texts = corpus.documents()

    assert sum(bool(ours(text)) for text in texts.values()) > 100
    assert differing(texts) == []
