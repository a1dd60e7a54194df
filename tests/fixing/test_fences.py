"""Inverted fences are repaired to what the history of their documents shows, and no further."""

import random
from itertools import islice

import pytest

from docsgate.parsing.markdown import parse
from docsgate.proposals.code_or_prose import code_weight
from docsgate.proposals.fence_repair import repair_fences
from docsgate.text import Source
from tools.fixing import breaking, history
from tools.fixing.independent import code_blocks
from tools.fixing.projects import mended
from tools.mdx import corpus

HEALTHY = """\
# Queue

The queue keeps messages until a worker takes them.

```go
func Take(q *Queue) (Message, error) {
    return q.next()
}
```

## Settings

**Defaults**:

```yaml
queue:
  size: 100
```

1. Start the worker.
2. Look at its log.

```sh
kubectl logs worker
```

That is all.
"""


def inverted(text):
    """`text` with inverted fences: closing ones have `text`, and opening ones no language."""
    lines, is_open = [], False
    for line in text.split("\n"):
        if line.startswith("```"):
            is_open = not is_open
            lines.append("```" if is_open else "```text")
        else:
            lines.append(line)
    return "\n".join(lines)


def test_a_document_turned_inside_out_is_repaired(tmp_path):
    after, refused = mended(tmp_path, inverted(HEALTHY), select=["fence-inverted"])

    assert code_blocks(HEALTHY) == code_blocks(after)
    assert refused == []


def test_the_evidence_names_the_lines_that_trade_places():
    document = parse(Source("a.md", inverted(HEALTHY)))
    repair = repair_fences(document)

    assert repair.evidence(document.inversions[0].span.start) == "then 11-13 prose, 16-17 code"


def test_a_fence_that_is_missing_is_added_where_code_begins(tmp_path):
    broken = inverted(HEALTHY).replace("**Defaults**:\n\n```\n", "**Defaults**:\n\n")
    after, _ = mended(tmp_path, broken, select=["fence-inverted"])

    assert code_blocks(HEALTHY) == code_blocks(after)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_stay(tmp_path, ending):
    text = inverted(HEALTHY).replace("\n", ending)
    after, _ = mended(tmp_path, text, select=["fence-inverted"])

    assert after == mended(tmp_path, text.replace(ending, "\n"), select=["fence-inverted"])[
        0
    ].replace("\n", ending)


def test_a_healthy_document_has_no_repair():
    assert repair_fences(parse(Source("a.md", HEALTHY))) is None


def test_no_block_is_made_up_of_two_fences_that_are_missing(tmp_path):
    text = inverted(HEALTHY).replace("That is all.", "x = 1;\ny = 2;\nz(x, y);")
    after, _ = mended(tmp_path, text, select=["fence-inverted"])

    assert code_blocks(HEALTHY) == code_blocks(after)


def test_a_fence_that_is_added_stands_where_the_other_one_of_its_block_stands(tmp_path):
    text = (
        "1. Start it:\n   make -j && run();\n   ```text\n\n"
        "2. Stop it:\n\n   ```\n   kill -9 $(pid)\n   ```text\n\nThat is all.\n"
    )
    after, _ = mended(tmp_path, text, select=["fence-inverted"], unsafe=True)

    assert code_blocks(after) == ["make -j && run();\n", "kill -9 $(pid)\n"]


def test_a_comment_in_code_introduces_nothing():
    log = "## Log\n\n# Look at it\nkubectl logs worker -f > log;\n```text\n\n"
    text = f"{log}## More\n\n```\na();\n```text\n\nAll.\n"
    repair = repair_fences(parse(Source("a.md", text)))

    assert not repair.fix.safe or repair.fix.edits[0].span.start < text.index("kubectl")


def test_markdown_that_shows_blocks_gets_longer_fences(tmp_path):
    text = "Write:\n\n```mdx\n# A\n\n```js\na()\n```\n\nB.\n```\n\nC.\n"
    after, refused = mended(tmp_path, text, select=["fence-inverted"])

    assert after == text.replace("```mdx", "````mdx").replace("B.\n```", "B.\n````")
    assert refused == []


def test_which_block_is_inside_is_a_guess_when_the_first_names_no_language():
    text = "Write:\n\n```md\n# A\n\n```\na()\n```\n\n```js\nb()\n```\n\n- B.\n```\n\nC.\n"
    repair = repair_fences(parse(Source("a.md", text)))
    assert repair is None or not repair.fix.safe


def test_a_guess_is_unsafe():
    text = "Read this:\ncall(a)\ncall(b)\n```text\n\nProse here.\n\n```\nx = 1\n```text\n\nMore.\n"
    repair = repair_fences(parse(Source("a.md", text)))
    assert repair is not None
    assert not repair.fix.safe


@pytest.mark.parametrize(
    "line",
    ["    return x;", "SELECT * FROM a", "key: value", "│ box │", "}", "// note", "$ make", '"a":'],
)
def test_a_line_of_code_weighs_above_nought(line):
    assert code_weight(line) > 0


@pytest.mark.parametrize(
    "line",
    ["## Heading", "**Bold**: text", "- Item with words", "| a | b |", "See [it](b.md).",
     "The queue keeps all of its messages."],
)  # fmt: skip
def test_a_line_of_prose_weighs_below_nought(line):
    assert code_weight(line) < 0


@pytest.mark.skipif(not history.LATER.is_dir(), reason=history.MISSING)
def test_every_document_that_lost_code_is_named():
    lost = [pair for pair in history.pairs() if pair.lost(pair.later)]
    unnamed = [p.path for p in lost if not parse(Source(p.path, p.later)).inversions]
    assert len(lost) >= 30
    assert unnamed == []


@pytest.mark.skipif(not history.LATER.is_dir(), reason=history.MISSING)
def test_a_safe_repair_is_what_history_shows():
    wrong, right = [], 0
    for pair in history.pairs():
        document = parse(Source(pair.path, pair.later))
        repair = repair_fences(document) if document.inversions else None
        if repair is None or not repair.fix.safe:
            continue
        after = _applied(pair.later, repair)
        if parse(Source(pair.path, after)).inversions:
            continue  # The proof refuses this repair.
        right += 1
        wrong += [pair.path] if pair.lost(after) else []
    assert right >= 28
    assert wrong == []


@pytest.mark.skipif(not corpus.FOLDER.is_dir(), reason=corpus.MISSING)
@pytest.mark.parametrize(("way", "wrong"), [(breaking.BREAKAGES[0], 0), (breaking.BREAKAGES[3], 1)])
def test_a_safe_repair_of_what_was_broken_on_purpose_is_what_stood_there(way, wrong):
    texts = corpus.documents()
    documents = list(islice(breaking.whole(texts[name] for name in sorted(texts)), 60))
    result = breaking.score(documents, way, random.Random(way.name))

    assert len(documents) == result.broken
    assert result.safe >= 20
    assert result.safe - result.safe_right <= wrong


def _applied(text, repair):
    from docsgate.fixing.apply import apply_edits

    return apply_edits(text, repair.fix.edits)
