"""Jekyll puts included text into a page, and takes blocks of it for code, before Markdown."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured

UNDEFINED, DROPPED = "link-reference-undefined", "html-placeholder-dropped"
SITE = {
    "web/_config.yml": "title: x\n",
    "web/_includes/refs.md": "[one]: https://example.org\n\n{% include more.md %}\n",
    "web/_includes/more.md": "[Deep  one]: https://example.org\n",
    "web/docs/near.md": "[two]: https://example.org\n",
}


def rules(root, text, files=SITE):
    for name, content in {**files, "web/docs/a.md": text}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    config = configured([root], targets=())
    found = check(config, documents_of(config, [root])).findings
    rules = {UNDEFINED, DROPPED, "link-target-missing"}
    return [one.rule for one in found if one.path == "web/docs/a.md" and one.rule in rules]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[x][one]\n\n{% include refs.md %}\n", []),
        ("[x][deep one]\n\n{%- include refs.md -%}\n", []),
        ("[x][two]\n\n{% include_relative near.md %}\n", []),
        ("[x][3]\n\n{% include refs.md %}\n[3]: https://example.org\n", []),
        ("[x][gone]\n\n{% include refs.md %}\n", [UNDEFINED]),
        ("[x][two]\n\n{% include refs.md %}\n", [UNDEFINED]),
        ("[x][gone]\n\n{% include {{ page.refs }} %}\n", []),
        ("[x][gone]\n\n{% include gone.md %}\n", []),
        ("[x][gone]\n\n{% include_relative ../../../a.md %}\n", []),
        ("[x][one]\n", [UNDEFINED]),
    ],
)
def test_labels_are_looked_for_where_includes_lead(tmp_path, text, found):
    assert rules(tmp_path, text) == found


def test_includes_that_never_end_are_not_followed(tmp_path):
    files = {**SITE, "web/_includes/refs.md": "{% include refs.md %}\n"}

    assert rules(tmp_path, "[x][gone]\n\n{% include refs.md %}\n", files) == []


@pytest.mark.parametrize("tag", ["highlight sh", "raw"])
def test_blocks_of_liquid_are_code(tmp_path, tag):
    end = tag.split()[0]
    inner = "Run <file> and see [x](gone.md)."

    assert rules(tmp_path, f"{{% {tag} %}}\n{inner}\n{{% end{end} %}}\n") == []
    assert rules(tmp_path, f"{inner}\n") == [DROPPED, "link-target-missing"]


def test_nobody_else_follows_includes(tmp_path):
    page = "[x][one] <file>\n\n{% include refs.md %}\n"
    files = {name: text for name, text in SITE.items() if "_config" not in name}

    assert sorted(rules(tmp_path, page, files)) == [DROPPED, UNDEFINED]
