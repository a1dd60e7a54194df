"""Findings that weigh less than others of their rule, because the page may be meant as it is."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Severity
from tools.configured import configured

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def weights(folder, rule, files, targets=("github",)):
    """The weight of each finding of `rule` by the line that it is in."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    config = configured([folder], select=[rule], targets=targets)
    report = check(config, documents_of(config, [folder]))
    return {(one.path, report.positions(one)[0][0]): one.severity for one in report.findings}


REFERENCES = {
    "See [the queue][que].": ERROR,
    "- [MkDocs][mkdocs] builds it": ERROR,
    "- [Later][rev-2] it was mended": ERROR,
    "- [`win`][arm64] is a target": ERROR,
    "- read [win][arm64] too": ERROR,
    "- [win][arm64].": ERROR,
    "- [queue.md][]": ERROR,
    "- [win][arm64] Mend it": INFO,
    '1. :beta: "**[win][arm64]** Mend it': INFO,
    "> [[draft][storage] Shards](https://example.org)": INFO,
    "New [u|i][8|16] types": INFO,
    "As they say [7][8].": INFO,
    "The [queue.Store][] keeps": INFO,
    "The [`app.queue.store`][] keeps": INFO,
}


@pytest.mark.parametrize("text", REFERENCES)
def test_brackets_that_may_be_shown_as_meant_are_a_note(text, tmp_path):
    found = weights(tmp_path, "link-reference-undefined", {"docs/a.md": f"{text}\n"})
    assert found == {("docs/a.md", 1): REFERENCES[text]}


def test_numbers_are_labels_where_the_document_defines_some(tmp_path):
    files = {"docs/a.md": "As they say [7][8].\n\n[7]: ./a.md\n"}
    assert weights(tmp_path, "link-reference-undefined", files) == {("docs/a.md", 1): ERROR}


FIELDS = "---\nfeature: {}\nauthor: Ann\nstart: 2026-03-01\n---\n\n# {}\n"
NO_FRONTMATTER = {
    "# Six\n": WARNING,
    "# Six\n\nauthor: Ann is one of two fields\n": WARNING,
    "| feature | six |\n| --- | --- |\n| author | Ann |\n\n# Six\n": None,
    "# Six\n\n- **Feature**: six\n- Author: Ann\n": None,
}


@pytest.mark.parametrize("text", NO_FRONTMATTER)
def test_frontmatter_that_others_have_is_a_warning(text, tmp_path):
    files = {f"rfcs/000{n}-a.md": FIELDS.format(n, n) for n in range(1, 9)}
    found = weights(tmp_path, "frontmatter-missing", {**files, "rfcs/0009-b.md": text}, [])
    weight = NO_FRONTMATTER[text]
    assert found == ({("rfcs/0009-b.md", 1): weight} if weight else {})


SITE = {
    "docusaurus.config.js": "module.exports = {presets: [['classic', {docs: {path: 'docs'}}]]};\n",
    "package.json": '{"dependencies": {"@docusaurus/core": "3.6.0"}}\n',
    "docs/API/store.md": "# Store\n",
}


@pytest.mark.parametrize(
    ("link", "weight"), [("/docs/api/store", WARNING), ("./api/store.md", ERROR)]
)
def test_a_route_in_another_case_is_a_warning(link, weight, tmp_path):
    files = {**SITE, "docs/a.md": f"[x]({link})\n"}
    found = weights(tmp_path, "link-target-case", files, ["docusaurus"])
    assert found == {("docs/a.md", 1): weight}


def test_an_expression_of_jsx_is_no_target(tmp_path):
    text = "# A\n\n<>\n  <table>\n    {\n      [1].map((x) =>\n        <a href={`/${x}`}>S</a>\n"
    files = {**SITE, "docs/a.md": f"{text}      )\n    }}\n  </table>\n</>\n"}
    assert weights(tmp_path, "link-target-missing", files, []) == {}
    plain = {"docs/b.md": files["docs/a.md"]}
    assert weights(tmp_path / "plain", "link-target-missing", plain) == {("docs/b.md", 7): ERROR}


@pytest.mark.parametrize(
    ("line", "is_known"),
    [
        ("import Card from '@site/src/card.jsx'", False),
        ("import {Card} from '../src/card'", False),
        ("import Card from '@theme/Card'", True),
        ("import Card from './card.svg'", True),
        ("import Card from '@site/src/plain.jsx'", True),
        ("import Card from './plain'", True),
        ("import Card from './titled'", False),
        ("import Other from '@site/src/other.jsx'", True),
    ],
)
def test_what_a_component_gives_is_not_known(line, is_known, tmp_path):
    files = {
        **SITE,
        "src/plain.jsx": "export default () => <b>x</b>;\n",
        "docs/plain/index.tsx": "export default () => <b>x</b>;\n",
        "docs/titled.js": "export default ({name}) => <b id={name}>x</b>;\n",
        "docs/a.mdx": f"{line}\n\n<Card name='x'>t</Card>\n\n[x](#get-x)\n",
    }
    found = weights(tmp_path, "anchor-missing", files, ["docusaurus"])
    assert (found == {("docs/a.mdx", 5): ERROR}) == is_known


PHRASES = {
    "  - <say here what is new>": INFO,
    "5. <Insert your topic>": INFO,
    "<any other terms>": INFO,
    "- <namespace>": WARNING,
    "- <user name>": WARNING,
    "Run it with <name of the claim>": WARNING,
    "- <name of the claim> is there": WARNING,
}


@pytest.mark.parametrize("line", PHRASES)
def test_a_phrase_in_the_place_of_an_item_is_a_note(line, tmp_path):
    found = weights(tmp_path, "html-placeholder-dropped", {"docs/a.md": f"Text.\n\n{line}\n"})
    assert found == {("docs/a.md", 3): PHRASES[line]}
