"""What hooks and plugins make is not known without running them, so it is not judged."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Severity
from tools.configured import configured
from tools.links import truth

PAGE = "A [b][label], a [c](#made), a [d](three.md).\n"
LEFT = "which docsgate does not: anchors and labels of this site were not judged"
HOOK = """\
def on_page_markdown(markdown, **_):
    return markdown + "\\n\\n[label]: https://example.org\\n\\n## Made\\n"
"""
LABEL, ANCHOR, FILE = "link-reference-undefined", "anchor-missing", "link-target-missing"


def run(folder, settings, page=PAGE, **files):
    named = {"mkdocs.yml": settings, "docs/a.md": page, ".github/CODEOWNERS": "", **files}
    truth.write(folder, named, {})
    config = configured([folder], targets=())
    return check(config, documents_of(config, [folder / "docs"]))


def rules(report, severity=Severity.ERROR):
    return sorted(one.rule for one in report.findings if one.severity is severity)


def test_what_hooks_make_is_on_the_built_page_and_not_judged(tmp_path):
    settings = "site_name: x\nplugins: []\nhooks: [hook.py]\n"
    report = run(tmp_path, settings, **{"hook.py": HOOK})
    truth.build(tmp_path)
    html = (tmp_path / "site/a/index.html").read_text()

    assert ("][" in html, 'id="made"' in html, 'href="three.md"' in html) == (False, True, True)
    assert rules(report) == [FILE]
    assert report.notes == (f"mkdocs.yml runs hooks, {LEFT}",)


def test_github_runs_no_hooks(tmp_path):
    report = run(tmp_path, "hooks: [hook.py]\n")

    notes = [one for one in report.findings if one.severity is Severity.INFO]
    assert [(one.rule, one.targets) for one in notes if one.rule in {LABEL, ANCHOR}] == [
        (LABEL, ("github",)),
        (ANCHOR, ("github",)),
    ]


def test_what_a_page_includes_may_define_labels(tmp_path):
    settings = "site_name: x\nplugins: []\nmarkdown_extensions: [pymdownx.snippets]\n"
    page = 'A [b][label].\n\n--8<-- "more.md"\n'
    more = {"more.md": "[label]: https://example.org\n"}
    report = run(tmp_path, settings, page, **more)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        truth.build(tmp_path)

    assert "][" not in (tmp_path / "site/a/index.html").read_text()
    assert rules(report) == []
    assert report.notes == ()


PLUGINS = {
    "none": ("[]", [LABEL, FILE, ANCHOR], ()),
    "one that reads no Markdown": ("[search, minify]", [LABEL, FILE, ANCHOR], ()),
    "one whose notation is known": ("[macros]", [LABEL, FILE, ANCHOR], ()),
    "one that is off": ("[{mine: {enabled: false}}]", [LABEL, FILE, ANCHOR], ()),
    "one that nobody knows": ("[search, mine]", [FILE], ("runs plugin mine,",)),
    "one of a theme": ("[material/mine]", [FILE], ("runs plugin material/mine,",)),
    "one that makes files": ("[gen-files]", [LABEL, ANCHOR], ("runs plugin gen-files,",)),
    "one that finds files": ("[roamlinks]", [LABEL, ANCHOR], ("runs plugin roamlinks,",)),
    "several": (
        "[mine, other, gen-files]",
        [],
        ("runs plugin mine and plugin other,", "runs plugin gen-files,"),
    ),
}


@pytest.mark.parametrize(("plugins", "expected", "notes"), PLUGINS.values(), ids=PLUGINS)
def test_only_what_a_plugin_may_make_is_left_unjudged(tmp_path, plugins, expected, notes):
    report = run(tmp_path, f"site_name: x\nplugins: {plugins}\n")

    assert rules(report) == sorted(expected)
    assert len(report.notes) == len(notes)
    assert all(part in line for part, line in zip(notes, report.notes, strict=True))


def test_nothing_is_said_where_the_site_is_not_judged(tmp_path):
    truth.write(tmp_path, {"mkdocs.yml": "hooks: [hook.py]\n", "docs/a.md": "# A\n"}, {})
    config = configured([tmp_path], targets=("github",))

    assert check(config, documents_of(config, [tmp_path / "docs"])).notes == ()


def test_what_is_chosen_is_said_as_well(tmp_path):
    truth.write(tmp_path, {"mkdocs.yml": "hooks: [hook.py]\n", "docs/a.md": "# A\n"}, {})
    config = configured([tmp_path], targets=("mkdocs",))

    assert len(check(config, documents_of(config, [tmp_path / "docs"])).notes) == 1


@pytest.mark.parametrize("link", ["../old/", "/old/", "../old/index.html"])
def test_pages_that_redirect_are_there_by_their_addresses_alone(tmp_path, link):
    settings = "plugins:\n  - redirects: {redirect_maps: {old.md: a.md, 3: b.md}}\n"
    page = f'<a href="{link}">b</a> <a href="../new/">c</a> [d](old.md)\n'
    found = run(tmp_path, settings, page).findings
    found = [one for one in found if one.rule == FILE and one.targets != ("github",)]

    assert [page[one.span.start : one.span.end] for one in found] == ["../new/", "old.md"]
