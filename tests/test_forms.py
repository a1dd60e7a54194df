"""Files that somebody fills in: their placeholders and example links are meant."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.sites import find_sites
from docsgate.loading.judge_project import prepare_project
from docsgate.model.roles import is_form
from tools.configured import configured

PAGE = "# A\n\nSee [one](0005-example.md), [two][label], ![x](x.png) and <your-name>.\n"
ARCHETYPE = '---\ntitle: "{{ replace .Name "-" " " | title }}"\n---\n'


def rules(root, files, select=()):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    config = configured([root], targets=(), select=select)
    found = check(config, documents_of(config, [root])).findings
    return sorted(one.rule for one in found if one.severity != "info")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/adr/template.md", True),
        ("docs/0000-template.md", True),
        ("docs/adr-template.md", True),
        ("proposal-templates/0000-note.md", True),
        (".github/PULL_REQUEST_TEMPLATE.md", True),
        (".github/ISSUE_TEMPLATE/bug.md", True),
        ("cmd/template/a.md", True),
        ("_templates/a.mdx", True),
        ("web/archetypes/default.md", True),
        ("adr/0039-a-template.md", False),
        ("docs/template-syntax.md", False),
        ("docs/templates.md", False),
        ("docs/contemplate.md", False),
        ("docs/mytemplates/a.md", False),
        ("docs/a.md", False),
    ],
)
def test_a_form_is_known_by_its_place_or_its_whole_name(path, expected):
    assert is_form(path) == expected


@pytest.mark.parametrize("path", ["template/a.md", "issue-template.md", "archetypes/a.md"])
def test_what_is_to_be_filled_in_is_not_missed(tmp_path, path):
    assert rules(tmp_path, {path: PAGE}) == []


def test_everywhere_else_it_is(tmp_path):
    assert rules(tmp_path, {"a.md": PAGE}) == [
        "html-placeholder-dropped",
        "image-missing",
        "link-reference-undefined",
        "link-target-missing",
    ]


def test_a_link_of_a_form_that_leads_somewhere_counts(tmp_path):
    rules(tmp_path, {"template.md": "[b](b.md) [c](c.md)\n", "b.md": "# B\n"})
    config = configured([tmp_path], targets=())
    project = prepare_project(config, documents_of(config, [tmp_path]))

    assert project.linked == {"b.md"}


def test_an_archetype_is_a_go_template(tmp_path):
    files = {"hugo.toml": "", "content/a.md": "# A\n", "archetypes/default.md": ARCHETYPE}

    assert rules(tmp_path, files) == []
    assert [site.file for site in find_sites(tmp_path)] == ["hugo.toml"]
    assert rules(tmp_path, {"content/b.md": ARCHETYPE}) == ["frontmatter-yaml-invalid"]


def test_an_archetype_alone_shows_that_hugo_is_there(tmp_path):
    rules(tmp_path, {"content/a.md": "# A\n", "archetypes/default.md": ARCHETYPE})

    assert [site.file for site in find_sites(tmp_path)] == ["archetypes/default.md"]
