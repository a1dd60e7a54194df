"""Blocks of YAML that configure patterns are judged in any document, once they are marked."""

from pathlib import Path

import pytest

from docsgate.parsing.markdown import parse
from docsgate.rules.pattern_configuration_refused import MARK, check
from docsgate.text import Source

PROPOSALS = sorted((Path(__file__).parents[2] / "shared/corpus").glob("*/docs-cms/rfcs/*-009-*.md"))


@pytest.mark.skipif(not PROPOSALS, reason="the real documents are not there")
@pytest.mark.parametrize("path", PROPOSALS, ids=lambda path: path.parts[-4])
def test_a_proposal_that_was_never_run_is_refused_in_each_of_its_blocks(path):
    text = path.read_text(encoding="utf-8").replace("\nnamespaces:", f"\n{MARK}\nnamespaces:")
    for language in ("yaml", "yml"):
        text = text.replace(f"```{language}\n# .config.yaml\n{MARK}", f"```{language}\n{MARK}")
    document = parse(Source(path.name, text), None)
    found = list(check(document, None))
    blocks = [
        fence for fence in document.fences if document.source.slice(fence.content).startswith(MARK)
    ]

    assert len(blocks) >= 3
    for block in blocks:
        inside = [one for one in found if block.span.start <= one.span.start <= block.span.end]
        assert inside, document.source.position(block.span.start)
