"""The scanner against the real compilers, asked now. Needs Node and `npm install` in oracle/."""

import pytest

from docsgate.mdx import Dialect
from mdx import corpus
from mdx.comparison import compare
from mdx.generate import generated
from mdx.oracle_client import Oracle, missing

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(missing()), reason=missing() or "the compilers are there"),
]


def differences(dialect, texts, kinds):
    with Oracle() as oracle:
        answers = oracle.ask(dialect, texts)
    found = (compare(dialect, text, answer) for text, answer in zip(texts, answers, strict=True))
    return [(item.text, item.ours, item.theirs) for item in found if item.kind in kinds]


def real_documents():
    return list(corpus.documents().values()) if corpus.FOLDER.is_dir() else []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_generated_inputs_get_the_compilers_verdict_and_line(dialect):
    texts = list(generated(20_261, 800, real_documents()))
    assert differences(dialect, texts, {"verdict", "line"}) == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_example_of_a_finding_is_rejected_and_every_mending_accepted(dialect):
    from mdx.test_mdx_findings import CASES

    texts = [text for text, *_ in CASES] + [mended for *_, mended in CASES if mended is not None]
    assert differences(dialect, texts, {"verdict", "line", "column"}) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("dialect", list(Dialect))
def test_fifty_thousand_generated_inputs_show_at_most_five_other_verdicts(dialect):
    texts = list(generated(4_711, 50_000, real_documents()))
    assert len(differences(dialect, texts, {"verdict"})) <= 5
