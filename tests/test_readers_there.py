"""Documents are judged for the readers that are there, and a run says which these are."""

import subprocess

import pytest

from docsgate.__main__ import run
from docsgate.checking.engine import check
from docsgate.configuration.discovery import docs_of, documents_of
from docsgate.reporters import reporter
from tools.configured import configured

CONFIG = "export default {presets: [['classic', {docs: {path: 'docs'}}]]}\n"
MKDOCS = "site_name: x\n"
TIGHT = "# T\n\nText:\n- one\n- two\n"
MDX = "# T\n\nTakes <10 ms, see {id}.\n"


def written(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def report_of(root, files, **choices):
    config = configured([written(root, files)], targets=choices.pop("targets", ()), **choices)
    return check(config, documents_of(config, []))


def rules_of(report):
    return [(one.path, one.rule) for one in report.findings]


def line_of(report):
    text = reporter("text")(report, colour=False, verbose=False)
    return next((one for one in text.splitlines() if one.startswith("judged for ")), "")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "GitHub"),
        ({"mkdocs.yml": MKDOCS}, "mkdocs (mkdocs.yml)"),
        ({"mkdocs.yaml": MKDOCS}, "mkdocs (mkdocs.yaml)"),
        ({"zensical.toml": "[project]\nsite_name = 'x'\n"}, "mkdocs (zensical.toml)"),
        ({"mkdocs.yml": MKDOCS, ".github/CODEOWNERS": ""}, "GitHub and mkdocs (mkdocs.yml)"),
        ({"docusaurus.config.js": CONFIG}, "Docusaurus (docusaurus.config.js)"),
        ({"docusaurus.config.cts": CONFIG}, "Docusaurus (docusaurus.config.cts)"),
        ({"docusaurus.config.mts": CONFIG}, "Docusaurus (docusaurus.config.mts)"),
        ({"a/b/c/docusaurus.config.js": CONFIG}, "GitHub"),
        ({"node_modules/x/mkdocs.yml": MKDOCS}, "GitHub"),
        ({"docs/b.mdx": "# B\n"}, "GitHub and MDX"),
        ({"docs/conf.py": "extensions = ['myst_parser']\n"},
         "GitHub; routes of Sphinx (docs/conf.py) are not judged"),
        ({"docs/conf.py": "extensions = []\n"}, "GitHub"),
    ],
)  # fmt: skip
def test_a_run_says_for_whom_it_judges(tmp_path, files, expected):
    report = report_of(tmp_path, {"docs/a.md": "# A\n", **files})

    assert line_of(report) == f"judged for {expected}; --target chooses others"


def test_nothing_is_said_where_the_readers_are_chosen(tmp_path):
    assert line_of(report_of(tmp_path, {"docs/a.md": "# A\n"}, targets=["github"])) == ""


def test_no_reader_is_there_but_github(tmp_path):
    assert rules_of(report_of(tmp_path, {"docs/a.md": MDX, "docs/b.md": TIGHT})) == []


def test_a_chosen_reader_wins(tmp_path):
    found = rules_of(report_of(tmp_path, {"docs/b.md": TIGHT}, targets=["mkdocs"]))

    assert found == [("docs/b.md", "list-flattened")]


def test_a_configured_reader_wins(tmp_path):
    files = {"docs/b.md": TIGHT, "docsgate.toml": 'targets = ["mkdocs"]\n'}

    assert rules_of(report_of(tmp_path, files)) == [("docs/b.md", "list-flattened")]


@pytest.mark.parametrize("path", ["docs-cms/guides/a.md", "docs/a.mdx"])
def test_mdx_is_judged_in_the_own_layout_and_in_mdx_files(tmp_path, path):
    found = rules_of(report_of(tmp_path, {path: MDX}))

    assert {rule for _, rule in found} >= {"mdx-tag-name-invalid"}


def test_each_document_belongs_to_the_nearest_site(tmp_path):
    files = {
        "mkdocs.yml": MKDOCS,
        "docs/a.md": TIGHT,
        "web/docusaurus.config.js": CONFIG,
        "web/docs/b.md": MDX,
        "c.md": TIGHT + MDX,
    }

    assert {path for path, _ in rules_of(report_of(tmp_path, files))} == {
        "docs/a.md",
        "web/docs/b.md",
    }


def test_documents_of_a_site_are_judged_beside_our_own_layout(tmp_path):
    files = {"docs-cms/a.md": "# A\n", "website/docusaurus.config.js": CONFIG,
             "website/docs/b.md": MDX}  # fmt: skip

    assert "website/docs/b.md" in {path for path, _ in rules_of(report_of(tmp_path, files))}


def test_a_folder_that_a_site_shows_is_named_once(tmp_path):
    files = {"mkdocs.yml": "docs_dir: docs-cms\n", "docs-cms/a.md": "# A\n"}
    config = configured([written(tmp_path, files)], targets=[])

    assert docs_of(config) == ["docs-cms"]


@pytest.mark.parametrize("target", ["/b/", "../b/", "{{< ref b >}}", "b"])
def test_routes_of_other_generators_are_left_alone(tmp_path, target):
    files = {"hugo.toml": "", "content/_index.md": f"# A\n\n[x](<{target}>) ![y](/z.png)\n"}

    assert rules_of(report_of(tmp_path, files, select=["link-*", "image-*"])) == []


def test_a_missing_page_is_found_with_another_generator_too(tmp_path):
    files = {"hugo.toml": "", "content/_index.md": "# A\n\n[x](gone.md)\n"}

    assert rules_of(report_of(tmp_path, files)) == [("content/_index.md", "link-target-missing")]


@pytest.mark.parametrize(
    ("remote", "is_reader"),
    [("https://github.com/a/b", True), ("git@gitlab.com:a/b.git", False), ("", False)],
)
def test_a_git_remote_makes_github_a_reader(tmp_path, remote, is_reader):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    if remote:
        subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)

    report = report_of(tmp_path, {"mkdocs.yml": MKDOCS, "docs/a.md": "# A\n"})

    assert ("GitHub" in line_of(report)) is is_reader


@pytest.mark.parametrize("suffix", ["ts", "mts", "cts"])
def test_a_configuration_at_a_usual_place_need_not_be_tracked(tmp_path, suffix):
    name = f"website/docusaurus.config.{suffix}"
    written(tmp_path, {name: CONFIG, "website/docs/c.md": MDX})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)

    assert line_of(report_of(tmp_path, {})).startswith(f"judged for Docusaurus ({name})")


@pytest.mark.parametrize("suffix", ["ts", "mts", "cts"])
def test_a_tracked_configuration_is_found_anywhere(tmp_path, suffix):
    written(tmp_path, {f"a/b/docusaurus.config.{suffix}": CONFIG, "a/b/docs/c.md": MDX})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)

    assert line_of(report_of(tmp_path, {})).startswith(
        f"judged for Docusaurus (a/b/docusaurus.config.{suffix})"
    )


def test_the_route_of_a_site_whose_options_are_in_parentheses(tmp_path):
    config = "export default {presets: [['classic', ({docs: {routeBasePath: '/'}, blog: false})]]}"
    page = "---\nslug: /\n---\n\n# A\n\n[right](/b) [wrong](/docs/b)\n"
    files = {"docusaurus.config.js": config, "docs/index.md": page, "docs/b.md": "# B\n"}

    assert [one.message for one in report_of(tmp_path, files).findings] == [
        "no route `/docs/b` in Docusaurus"
    ]


@pytest.mark.parametrize(
    "config",
    [
        "const a = {presets: [['classic', {docs: {path: '../docs'}}]]}\n\nexport default a\n",
        "export default {presets: [['classic', {docs: options()}]]}\n",
    ],
)
def test_static_files_and_the_blog_of_a_site(tmp_path, config):
    files = {
        "website/docusaurus.config.js": config,
        "website/static/img/x.png": "x",
        "docs/a.md": "# A\n\n![x](/img/x.png) and [post](/blog/post)\n",
    }

    assert rules_of(report_of(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("target", "is_found"), [("github", True), ("mkdocs", False), ("docusaurus", False)]
)
def test_only_github_finds_anchors_in_any_case(tmp_path, target, is_found):
    report = report_of(tmp_path, {"docs/a.md": "# A\n\n[x](#Part)\n\n## Part\n"}, targets=[target])

    assert (report.findings == ()) is is_found


ROOTED = f"{MKDOCS}validation: {{links: {{absolute_links: relative_to_docs}}}}\n"
ROUTE = {
    "mkdocs.yml": MKDOCS,
    ".github/x": "",
    "docs/a.md": "# A\n\n[b](../b/)\n",
    "docs/b.md": "# B\n",
}


@pytest.mark.parametrize(
    ("choices", "severity"),
    [({}, "info"), ({"strict": True}, "error"), ({"targets": ["github", "mkdocs"]}, "error")],
)
def test_what_is_dead_on_github_alone_is_a_note_beside_a_site(tmp_path, choices, severity):
    (found,) = report_of(tmp_path, ROUTE, **choices).findings

    assert (found.rule, found.severity, found.targets) == (
        "link-target-missing",
        severity,
        ("github",),
    )


@pytest.mark.parametrize(
    ("choices", "is_mended"),
    [({}, False), ({"strict": True}, True), ({"targets": ["github", "mkdocs"]}, True)],
)
def test_a_link_that_works_on_the_site_is_not_rewritten_for_github(tmp_path, choices, is_mended):
    files = ROUTE | {"docs/a.md": "# A\n\n[b](/b.md)\n", "mkdocs.yml": ROOTED}
    (found,) = report_of(tmp_path, files, **choices).findings

    assert (found.targets, found.fix is not None) == (("github",), is_mended)


def test_a_page_of_hugo_may_be_frontmatter_alone(tmp_path):
    page = "---\ntitle: A\n---\n"
    files = {"hugo.toml": "", "content/_index.md": page, "docs/b.md": page}

    assert rules_of(report_of(tmp_path, files)) == [("docs/b.md", "file-empty")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "[module]\n[[module.mounts]]\nsource = '../plans'\ntarget = 'content/x'\n"),
        ("hugo.yaml", "module: {mounts: [{source: ../plans, target: content}]}\n"),
        ("config/_default/config.yml", "contentDir: ../plans\n"),
        ("hugo.json", '{"languages": {"en": {"contentDir": "../plans"}}}'),
    ],
)
def test_folders_that_hugo_mounts_are_its_own(tmp_path, name, text):
    files = {f"site/{name}": text, "plans/a.md": "# A\n\n[x](/b/)\n", "b.md": "# B\n\n[x](/c/)\n"}

    assert rules_of(report_of(tmp_path, files)) == [("b.md", "link-target-missing")]


@pytest.mark.parametrize(
    "text", ["[", "module = 1", "[module]\nmounts = [1]", "contentDir = '../..'"]
)
def test_a_configuration_of_hugo_that_is_none_stops_nothing(tmp_path, text):
    files = {"hugo.toml": text, "a.md": "# A\n\n[x](/b/)\n"}

    assert rules_of(report_of(tmp_path, files)) == []


@pytest.mark.parametrize("site", [".vitepress/config.ts", "hugo.toml", "../hugo.toml"])
def test_an_anchor_that_only_github_lacks_is_a_note_without_a_fix_on_other_sites(tmp_path, site):
    files = {f"docs/{site}": "", "docs/a.md": "# A\n\n[x](#server-ws)\n\n## server.ws\n"}
    (found,) = report_of(tmp_path, files).findings

    assert (found.rule, found.severity, found.fix) == ("anchor-missing", "info", None)


def test_a_link_of_a_page_whose_site_is_not_judged_has_no_fix(tmp_path):
    files = {"hugo.toml": "", "docs/a.md": "# A\n\n[x](../b.md)\n", "docs/b.md": "# B\n"}
    (found,) = report_of(tmp_path, files).findings

    assert (found.rule, found.severity, found.fix) == ("link-target-missing", "error", None)


def test_each_of_two_mkdocs_sites_has_its_own_extensions(tmp_path):
    files = {
        "a/mkdocs.yml": "markdown_extensions: [docsgate.gfm_lists]\n",
        "a/docs/x.md": TIGHT,
        "b/mkdocs.yml": MKDOCS,
        "b/docs/y.md": TIGHT,
    }

    assert rules_of(report_of(tmp_path, files)) == [("b/docs/y.md", "list-flattened")]


def test_what_is_staged_decides_for_a_commit(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    written(tmp_path, {"docusaurus.config.js": CONFIG, "docs/a.md": MDX})
    subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)
    (tmp_path / "docusaurus.config.js").unlink()

    run(["validate", "--skip-build", "--staged"])
    assert "\njudged for Docusaurus (docusaurus.config.js); " in capsys.readouterr().out
    run(["validate", "--skip-build"])
    assert "judged for GitHub; " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs.yml", "docs_dir: ../../../etc\n"),
        ("mkdocs.yml", "docs_dir: /etc\n"),
        ("mkdocs.yml", "INHERIT: mkdocs.yml\n"),
        ("mkdocs.yml", "docs_dir: [1]\n"),
        ("mkdocs.yml", "[" * 10_000),
        ("zensical.toml", "a = " + "[" * 10_000),
        ("zensical.toml", "project = 1\n"),
        ("docusaurus.config.js", "export default " + "{a:[" * 100_000),
        (
            "docusaurus.config.js",
            "export default {presets: [['classic', {docs: {path: '../..'}}]]}",
        ),
        ("docs/conf.py", "\0"),
    ],
)
def test_a_hostile_configuration_leaves_the_documents_judged(tmp_path, name, text):
    found = rules_of(report_of(tmp_path, {name: text, "docs/a.md": "# A\n\n[x](gone.md)\n"}))

    assert ("docs/a.md", "link-target-missing") in found


def test_a_configuration_that_leads_out_of_the_project_is_not_read(tmp_path):
    outside = tmp_path / "outside.yml"
    outside.write_text("docs_dir: notes\n")
    project = tmp_path / "project"
    written(project, {"notes/a.md": TIGHT})
    (project / "mkdocs.yml").symlink_to(outside)

    assert rules_of(report_of(project, {})) == []


def test_hugo_is_known_by_its_archetypes_where_its_configuration_is_made_later(tmp_path):
    page = "# A\n\n[x](/b/)\n"
    files = {"archetypes/default.md": "# {{ .Name }}\n", "content/a.md": page, "b.md": page}

    assert rules_of(report_of(tmp_path, files)) == [("b.md", "link-target-missing")]


def test_a_definition_that_a_template_fills_in_is_one(tmp_path):
    page = '# A\n\n[x][My  Page] and [y][gone]\n\n[my page]: {{< relref "b" >}}\n'
    found = report_of(tmp_path, {"hugo.toml": "", "content/a.md": page}).findings

    assert [one.message for one in found] == ["no definition of `[gone]`"]


def test_a_placeholder_is_lost_to_the_readers_of_its_document_alone(tmp_path):
    page = "# A\n\nWrite <my_name> and (-n <name>).\n"
    files = {"mkdocs.yml": MKDOCS, ".github/x": "", "docs/a.md": page, "README.md": page}
    config = configured([written(tmp_path, files)], targets=())

    report = check(config, ["README.md", "docs/a.md"])
    assert [(one.path, one.targets) for one in report.findings] == [
        ("README.md", ("github",)),
        ("docs/a.md", ("mkdocs",)),
        ("docs/a.md", ("mkdocs", "github")),
    ]
