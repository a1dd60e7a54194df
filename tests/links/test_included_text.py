"""What `pymdownx.snippets` includes counts for the page on the site."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured
from tools.links import truth

CONFIG = """\
site_name: x
plugins: []
markdown_extensions:
  - attr_list
  - pymdownx.snippets: {base_path: [.], check_paths: true}
"""
PART = """\
## From a part

<span id="raw"></span> *x*{ #given }

[here]: two.md
[lost]: three.md
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/two.md": "# Two\n",
    "parts/all.md": PART,
    "parts/nested.md": '--8<-- "parts/all.md"\n',
    "parts/sections.md": "# W\n\n<!-- --8<-- [start:one] -->\n## One\n<!-- --8<-- [end:one] -->\n",
    "parts/loop.md": '## Round\n\n--8<-- "parts/loop.md"\n',
}
PAGES = {
    "inline": ('--8<-- "parts/all.md"', "[a](#from-a-part) [b](#raw) [c](#given) [d][here]", []),
    "block": ("--8<--\nparts/all.md\n--8<--", "[a](#from-a-part) [b](#gone)", ["gone"]),
    "nested": ('--8<-- "parts/nested.md"', "[a](#from-a-part) [b](#gone)", ["gone"]),
    "section": ('--8<-- "parts/sections.md:one"', "[a](#one) [b](#w)", ["w"]),
    "lines": ('--8<-- "parts/all.md:1:1"', "[a](#from-a-part) [b](#given)", ["given"]),
    "loop": ('--8<-- "parts/loop.md"', "[a](#round) [b](#gone)", ["gone"]),
    "label": ('--8<-- "parts/all.md"', "[d][here] [e][other]", ["other"]),
    "dead": ('--8<-- "parts/all.md"', "[d][lost]", ["three.md"]),
    "escaped": (';--8<-- "parts/all.md"', "[a](#from-a-part)", ["from-a-part"]),
}


def findings(folder, text):
    truth.write(folder, {**FILES, "docs/a.md": text}, {})
    config = configured([folder], targets=["mkdocs"], select=["anchor-*", "link-*"])
    found = check(config, documents_of(config, [folder])).findings
    return [one for one in found if one.path == "docs/a.md"]


@pytest.mark.parametrize(("included", "links", "wrong"), PAGES.values(), ids=PAGES)
def test_the_page_has_what_it_includes(tmp_path, included, links, wrong):
    found = findings(tmp_path, f"# A\n\n{included}\n\n{links}\n")

    assert len(found) == len(wrong)
    assert all(name in one.message for one, name in zip(found, wrong, strict=True))


@pytest.mark.parametrize(
    "written", ["parts/none.md", "parts/sections.md:two", "../outside.md", "https://example.org/x"]
)
def test_nothing_is_said_of_a_page_that_includes_what_is_not_known(tmp_path, written):
    folder = tmp_path / "project"
    (tmp_path / "outside.md").write_text("## Secret\n")

    assert findings(folder, f'# A\n\n--8<-- "{written}"\n\n[a](#x) [b][c]\n') == []


def test_the_ids_are_those_that_mkdocs_builds(tmp_path):
    pages = {f"docs/{name}.md": f"# A\n\n{text}\n" for name, (text, _, _) in PAGES.items()}
    truth.write(tmp_path, {**FILES, **pages}, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        truth.build(tmp_path)

    built = truth.Page((tmp_path / "site/nested/index.html").read_text())
    assert {"from-a-part", "raw", "given"} <= built.ids
