"""The site is built strictly, and each message of the builder becomes a finding at its document."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docsgate.__main__ import run
from docsgate.checking.report import Report
from docsgate.website import with_site
from docsgate.website.building import NO_SITE
from tools.site.site_trees import STAGED, adr, project_in

FIRST = "docs-cms/adr/adr-001-queue.md"
PLAIN = (
    "site_name: Ours\ndocs_dir: ../docs-cms\nvalidation: {anchors: warn, absolute_links: warn}\n"
)


def built(tmp_path, files, *, mkdocs=STAGED):
    return with_site(Report.of(project_in(tmp_path, files, mkdocs=mkdocs), ()))


def placed(report):
    """The findings as path, line, column and message."""
    return [
        (found.path, *report.positions(found)[0], found.message)
        for found in report.findings
        if found.rule == "site-build-failed"
    ]


def test_a_good_site_is_built_and_the_project_is_left_alone(tmp_path):
    files = {FIRST: adr("001", "Queue")}
    project_in(tmp_path, files)
    before = sorted(tmp_path.rglob("*"))

    report = built(tmp_path, files)

    assert (report.site, report.findings) == ("built", ())
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_configuration_nothing_is_built_and_a_note_says_so(tmp_path):
    report = built(tmp_path, {FIRST: adr("001", "Queue")}, mkdocs="")

    assert (report.site, report.findings, report.notes) == ("", (), (NO_SITE,))


def test_every_message_stands_at_the_link_it_is_about(tmp_path):
    body = "See [a](./gone.md), [b](#nowhere) and [c](/absolute/)."
    report = built(tmp_path, {FIRST: adr("001", "Queue", body=body)})

    assert report.site == "failed"
    doc = "Doc file 'adr/adr-001-queue.md' contains"
    gone = "a link './gone.md', but the target 'adr/gone.md' is not found among"
    assert placed(report) == [
        (*(FIRST, 10, 9), f"{doc} {gone} documentation files."),
        (*(FIRST, 10, 25), f"{doc} a link '#nowhere', but there is no such anchor on this page."),
        (*(FIRST, 10, 43), f"{doc} an absolute link '/absolute/', it was left as is."),
    ]


def test_documents_without_staging_are_built_as_they_stand(tmp_path):
    files = {"docs-cms/index.md": "# Home\n\n[a](gone.md)\n"}
    report = built(tmp_path, files, mkdocs=PLAIN)

    assert [(path, line) for path, line, *_ in placed(report)] == [("docs-cms/index.md", 3)]


TIRED = "raise RuntimeError('the hook is tired')"
BROKEN = {
    "a plugin that is not installed": ("plugins: [search, absent-plugin]\n", "absent-plugin"),
    "an unknown setting": ("no_such_setting: 1\n", "no_such_setting"),
    "a theme that is not installed": ("theme: absent-theme\n", "absent-theme"),
    "an extension that is not installed": ("markdown_extensions: [absent_ext]\n", "absent_ext"),
    "invalid YAML": ("nav: [\n", "while parsing a flow node"),
    "a hook that fails": ("hooks: [hook.py]\n", "the hook is tired"),
    "a folder that is not there": ("docs_dir: ../absent\n", "absent"),
}


@pytest.mark.parametrize(("line", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_configuration_is_one_finding_in_the_builders_words(tmp_path, line, words):
    files = {
        "docs-cms/index.md": "# Home\n",
        "site-config/hook.py": f"def on_env(env, **_):\n    {TIRED}\n",
    }
    report = built(tmp_path, files, mkdocs=f"site_name: Ours\ndocs_dir: ../docs-cms\n{line}")

    assert report.site == "failed"
    assert [path for path, *_ in placed(report)] == ["site-config/mkdocs.yml"]
    assert words in report.findings[0].message
    assert "Traceback" not in report.findings[0].message
    assert "\n" not in report.findings[0].message


def test_what_the_builder_says_twice_is_printed_once(tmp_path):
    files = {FIRST: adr("001", "Queue", body="[a](gone.md) [a](gone.md)")}

    assert len(placed(built(tmp_path, files))) == 1


def test_a_missing_snippet_fails_the_build_at_its_document(tmp_path):
    mkdocs = STAGED.replace(
        "  - tables\n", "  - tables\n  - pymdownx.snippets: {check_paths: true}\n"
    )
    files = {FIRST: adr("001", "Queue", body='--8<-- "absent.py"')}
    report = built(tmp_path, files, mkdocs=mkdocs)

    assert report.site == "failed"
    assert any("absent.py" in message for *_, message in placed(report))


def test_plugins_that_print_and_exit_are_findings_too(tmp_path):
    hook = "import os\ndef on_env(env, **_):\n    print('{}')\n    os._exit(7)\n"
    files = {"docs-cms/index.md": "# Home\n", "site-config/hook.py": hook}
    report = built(tmp_path, files, mkdocs=f"{PLAIN}hooks: [hook.py]\n")

    assert [message for *_, message in placed(report)] == ["the builder ended with code 7"]


def build_command(tmp_path, *options):
    return run(["build", "--config", str(tmp_path / "docsgate.toml"), *options])


def test_the_command_writes_a_site_with_a_nojekyll_file(tmp_path, capsys):
    project_in(tmp_path, {FIRST: adr("001", "Queue")})

    code = build_command(tmp_path)

    assert (code, capsys.readouterr().out) == (0, f"4 pages in {tmp_path / 'site'}\n")
    assert (tmp_path / "site/.nojekyll").is_file()
    assert (tmp_path / "site/adr/adr-001-queue/index.html").is_file()
    assert "docs_dir: docs\n" in (tmp_path / "build/mkdocs.yml").read_text(encoding="utf-8")


def test_a_failed_build_keeps_the_last_site(tmp_path, capsys):
    project_in(tmp_path, {FIRST: adr("001", "Queue")})
    build_command(tmp_path)
    project_in(tmp_path, {FIRST: adr("001", "Queue", body="[a](gone.md)")})

    assert build_command(tmp_path) == 1
    assert "adr-001-queue.md\n  10:5 " in capsys.readouterr().out
    assert (tmp_path / "site/adr/adr-001-queue/index.html").is_file()
    assert not list(tmp_path.glob(".docsgate-*"))


def test_a_page_that_is_gone_is_gone_from_the_site(tmp_path):
    project_in(tmp_path, {FIRST: adr("001", "Queue"), "docs-cms/a.md": "# A\n"})
    build_command(tmp_path)
    (tmp_path / "docs-cms/a.md").unlink()
    build_command(tmp_path, "--clean")

    assert not (tmp_path / "site/a").exists()


@pytest.mark.parametrize("options", [[], ["--clean"]])
def test_a_folder_with_other_files_is_never_replaced(tmp_path, capsys, options):
    project_in(tmp_path, {FIRST: adr("001", "Queue")})
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter.txt").touch()

    assert build_command(tmp_path, "--output", str(precious), *options) == 2
    assert "holds other files than a site" in capsys.readouterr().err
    assert (precious / "letter.txt").is_file()


@pytest.mark.parametrize("folder", ["docs-cms/site", "docs-cms", "build/docs/site"])
def test_a_site_among_its_documents_is_misuse(tmp_path, capsys, folder):
    project_in(tmp_path, {FIRST: adr("001", "Queue")})
    before = sorted(tmp_path.rglob("*"))

    assert build_command(tmp_path, "--output", str(tmp_path / folder)) == 2
    assert "so the site would be copied into itself" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("site_dir", ["../docs-cms/site", "../docs-cms"])
@pytest.mark.parametrize("mkdocs", [PLAIN, STAGED.replace("site_dir:", "x:")])
def test_a_check_of_such_a_site_fails_as_its_build_does(tmp_path, capsys, site_dir, mkdocs):
    files = {FIRST: adr("001", "Queue")}
    report = built(tmp_path, files, mkdocs=f"{mkdocs}site_dir: {site_dir}\n")

    assert (report.site, report.failed) == ("failed", True)
    assert "site_dir: is inside `" in placed(report)[0][3]
    assert build_command(tmp_path) == 2
    assert "so the site would be copied into itself" in capsys.readouterr().err


def test_a_broken_link_is_one_finding_when_the_site_is_built_too(tmp_path, capsys):
    body = "See [a](./gone.md), [b](#nowhere), [c][d] and ![e](e.png).\n\n[d]: gone-too.md"
    project_in(tmp_path, {FIRST: adr("001", "Queue", body=body)})
    command = ["validate", "--config", str(tmp_path / "docsgate.toml"), "--format", "concise"]

    assert run([*command, "--select", "link-*", "--select", "anchor-*", "--select", "site-*"]) == 1
    found = [line.split(": ")[1].split()[0] for line in capsys.readouterr().out.splitlines()]
    assert sorted(found) == [
        "anchor-missing", "link-target-missing", "link-target-missing", "site-build-failed",
    ]  # fmt: skip


@pytest.mark.parametrize("folder", ["..", "../..", "/tmp/elsewhere", "../../elsewhere"])
def test_a_configuration_cannot_make_the_command_write_elsewhere(tmp_path, capsys, folder):
    mkdocs = STAGED.replace("docs_dir: ../build/docs", f"docs_dir: {folder}")
    project_in(tmp_path, {FIRST: adr("001", "Queue")}, mkdocs=mkdocs)

    assert build_command(tmp_path) == 2
    assert "is not inside the project" in capsys.readouterr().err


def test_sources_are_never_staged_onto_themselves(tmp_path, capsys):
    mkdocs = STAGED.replace("docs_dir: ../build/docs", "docs_dir: ../docs-cms")
    project_in(tmp_path, {FIRST: adr("001", "Queue")}, mkdocs=mkdocs)

    assert build_command(tmp_path, "--clean") == 2
    assert "holds other files than a staged tree" in capsys.readouterr().err
    assert (tmp_path / FIRST).read_text(encoding="utf-8") == adr("001", "Queue")


def test_a_build_without_a_configuration_is_misuse(tmp_path, capsys):
    project_in(tmp_path, {FIRST: adr("001", "Queue")}, mkdocs="")

    assert build_command(tmp_path) == 2
    assert "no mkdocs.yml in" in capsys.readouterr().err


def test_generated_pages_have_no_edit_link_and_authored_ones_lead_to_their_source(own_site):
    authored = (own_site / "adr/adr-001-pyromark-parses-markdown-it-proves/index.html").read_text()
    generated = (own_site / "adr/index.html").read_text()

    source = "docs-cms/adr/adr-001-pyromark-parses-markdown-it-proves.md"
    assert f"https://github.com/docsgate/docsgate/edit/main/{source}" in authored
    assert "/edit/main/" not in generated


def test_no_page_loads_anything_from_another_host(own_site):
    """This holds for scripts, styles, fonts and images. Links and `canonical` send no request."""
    loads = re.compile(
        r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?(?:https?:)?//|"
        r"<link(?![^>]*rel=[\"']?(?:canonical|alternate))[^>]*href=[\"']?(?:https?:)?//"
    )
    pages = list(own_site.rglob("*.html"))

    assert len(pages) > 20
    assert [page for page in pages if loads.search(page.read_text(encoding="utf-8"))] == []


def test_every_page_has_one_heading_and_a_description(own_site):
    for path in own_site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        assert len(re.findall("<h1", html)) == 1, path
        assert re.search('<meta name="description" content="[^"]{10,}"', html), path


def test_the_page_for_errors_takes_its_addresses_from_site_url(own_site):
    assert 'href="/docsgate/assets/' in (own_site / "404.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def own_site(tmp_path_factory):
    """This repository's own site."""
    root = Path(__file__).parents[2]
    folder = tmp_path_factory.mktemp("own") / "site"
    command = [sys.executable, "-m", "docsgate", "build", "--output", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(root / "tooling")}
    done = subprocess.run(
        command, cwd=root, env=environment, check=False, timeout=300, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
