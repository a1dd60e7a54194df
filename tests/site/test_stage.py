"""The staged tree is made of the documents alone, and shows what readers need to know."""

import re

import pytest

from docsgate.errors import WriteError
from docsgate.website.stage import Staged, portable, write_stage
from docsgate.website.stage.nav import LISTED_MAX, navigation
from docsgate.website.stage.rule_pages import rule_page
from tools.site.site_trees import adr, project_in, staged_in

FIRST, SECOND = "docs-cms/adr/adr-001-queue.md", "docs-cms/adr/adr-002-log.md"


def page(tmp_path, files, name):
    return staged_in(tmp_path, files).pages[name]


def test_a_document_shows_its_facts_under_its_title(tmp_path):
    extra = "deciders: the team\ntags: [storage]\n"
    text = page(tmp_path, {FIRST: adr("001", "Queue", extra=extra)}, "adr/adr-001-queue.md")

    header = text.partition("# ADR-001: Queue\n")[2].partition("Some words")[0]
    assert '<span class="dg-status dg-status--accepted">Accepted</span>' in header
    assert '<span class="dg-fact">2026-01-02</span>' in header
    assert '<span class="dg-fact">the team</span>' in header
    assert "[storage](../tags.md#tag-storage){ .dg-tag }" in header


def test_a_superseded_document_leads_to_its_successor_and_back(tmp_path):
    pages = staged_in(
        tmp_path,
        {
            FIRST: adr("001", "Queue", status="Superseded", extra="superseded_by: ADR-002\n"),
            SECOND: adr("002", "Log", extra="supersedes: [adr-001]\n"),
        },
    ).pages

    assert "Superseded by [ADR-002: Log](adr-002-log.md)" in pages["adr/adr-001-queue.md"]
    assert "Supersedes [ADR-001: Queue](adr-001-queue.md)" in pages["adr/adr-002-log.md"]


def test_a_document_lists_what_links_to_it(tmp_path):
    files = {
        FIRST: adr("001", "Queue"),
        SECOND: adr("002", "Log", body="Builds on [the queue](./adr-001-queue.md)."),
    }
    pages = staged_in(tmp_path, files).pages

    assert "**Referenced by**\n\n- [ADR-002: Log](adr-002-log.md)" in pages["adr/adr-001-queue.md"]
    assert "Referenced by" not in pages["adr/adr-002-log.md"]


def test_a_pattern_shows_its_complexity_and_priority(tmp_path):
    path, front = "docs-cms/patterns/outbox.md", "complexity: medium\npriority: <1>"
    text = page(tmp_path, {path: f"---\n{front}\n---\n\n# Outbox\n"}, "patterns/outbox.md")

    assert '<span class="dg-fact">complexity medium</span>' in text
    assert '<span class="dg-fact">priority &lt;1&gt;</span>' in text


def test_a_section_gets_an_index_with_number_title_status_and_date(tmp_path):
    text = page(tmp_path, {FIRST: adr("001", "Queue | *now*", status="Draft")}, "adr/index.md")

    assert "# Decisions (ADR)" in text
    assert (
        "| [ADR-001](adr-001-queue.md) | [Queue \\| \\*now\\*](adr-001-queue.md) | "
        '<span class="dg-status dg-status--draft">Draft</span> | 2026-01-02 |'
    ) in text


def test_an_authored_index_is_left_to_its_author(tmp_path):
    files = {FIRST: adr("001", "Queue"), "docs-cms/adr/index.md": "# Ours\n\nOur own words here.\n"}

    assert "Our own words" in page(tmp_path, files, "adr/index.md")


def test_a_readme_beside_an_index_is_read_in_the_repository(tmp_path):
    files = {
        "docs-cms/adr/index.md": "# Ours\n\nSee [this](README.md).\n",
        "docs-cms/adr/README.md": "# R\n",
        "docs-cms/rfcs/README.md": "# S\n",
    }
    pages = staged_in(tmp_path, files).pages

    assert sorted(pages) == ["adr/index.md", "index.md", "rfcs/README.md"]
    assert "https://github.com/owner/name/blob/main/docs-cms/adr/README.md" in pages["adr/index.md"]


def test_templates_are_no_pages(tmp_path):
    files = {
        FIRST: adr("001", "Queue"),
        "docs-cms/templates/adr-template.md": "# ADR-NNN\n",
        "docs-cms/adr/000-template.md": "# ADR-XXX\n",
    }

    assert sorted(staged_in(tmp_path, files).pages) == [
        "adr/adr-001-queue.md",
        "adr/index.md",
        "index.md",
    ]


LINKS = {
    "another page": ("[a](../guides/use.md#x)", "[a](../guides/use.md#x)"),
    "from the root": ("[a](/docs-cms/guides/use.md)", "[a](../guides/use.md)"),
    "a folder with an index": ("[a](../guides/)", "[a](../guides/index.md)"),
    "code outside": ("[a](../../src/main.py)", f"[a]({'https://github.com/owner/name'}/blob/main/src/main.py)"),
    "a folder outside": ("[a](../../src)", "[a](https://github.com/owner/name/tree/main/src)"),
    "a template": (
        "[a](../templates/adr.md)",
        "[a](https://github.com/owner/name/blob/main/docs-cms/templates/adr.md)",
    ),
    "a definition": ("[a][b]\n\n[b]: ../../src/main.py", "[b]: https://github.com/owner/name/blob/main/src/main.py"),
    "an image": ("![a](../img/a.svg)", "![a](../img/a.svg)"),
    "raw HTML": ('<a href="../guides/use.md#x">a</a>', '<a href="../../guides/use/#x">a</a>'),
    "an image in raw HTML": ('<img src="../img/a.svg">', '<img src="../../img/a.svg">'),
    "another site": ("[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
    "code": ("`[a](../../src/main.py)`", "`[a](../../src/main.py)`"),
    "nothing there": ("[a](./gone.md)", "[a](./gone.md)"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), LINKS.values(), ids=LINKS)
def test_links_hold_on_the_site(tmp_path, written, shown):
    files = {
        FIRST: adr("001", "Queue", body=f"See {written}"),
        "docs-cms/guides/use.md": "# Use\n\n## x\n",
        "docs-cms/templates/adr.md": "# T\n",
        "docs-cms/img/a.svg": "<svg/>",
        "src/main.py": "",
    }

    assert f"See {written}".replace(written, shown).removeprefix("See ") in page(
        tmp_path, files, "adr/adr-001-queue.md"
    )


def test_a_page_has_the_description_that_its_author_wrote(tmp_path):
    files = {FIRST: adr("001", "Queue", extra="description: Why a queue\n")}
    text = page(tmp_path, files, "adr/adr-001-queue.md")

    assert re.findall("^description: .*$", text, re.MULTILINE) == ["description: Why a queue"]


def test_a_description_is_made_of_whole_sentences_of_plain_text(tmp_path):
    body = "A [queue](x.md) keeps **work** until somebody has the time for it. " + "More. " * 40
    text = page(tmp_path, {FIRST: adr("001", "Queue", body=body)}, "adr/adr-001-queue.md")
    found = re.search('^description: "(.*)"$', text, re.MULTILINE)[1]

    assert found.startswith("A queue keeps work until somebody has the time for it. More.")
    assert len(found) <= 160


def test_a_title_of_the_frontmatter_becomes_the_heading(tmp_path):
    files = {"docs-cms/guides/use.md": "---\ntitle: How to\n---\n\nText.\n"}

    assert "---\n\n# How to\n\n\nText.\n" in page(tmp_path, files, "guides/use.md")


def test_broken_frontmatter_is_left_for_the_builder_to_name(tmp_path):
    text = "---\ntitle: [a\n---\n\n# T\n"

    assert page(tmp_path, {"docs-cms/x.md": text}, "x.md").startswith("---\ntitle: [a\n---")


def test_the_tags_page_lists_documents_by_tag(tmp_path):
    files = {FIRST: adr("001", "Queue", extra="tags: [storage, api]\n")}
    text = page(tmp_path, files, "tags.md")

    assert "## api { #tag-api }\n\n- [ADR-001: Queue](adr/adr-001-queue.md)" in text
    assert text.index("## api") < text.index("## storage")


def test_the_navigation_has_readable_names_and_the_index_first(tmp_path):
    files = {
        FIRST: adr("001", "Queue"),
        "docs-cms/rfcs/rfc-001-plan.md": "# Plan\n",
        "docs-cms/how-we-work/a.md": "# A\n",
        "docs-cms/guides/deep/b.md": "# B\n",
        "docs-cms/about.md": "# About\n",
    }

    assert staged_in(tmp_path, files).nav == [
        {"Home": ["index.md", "about.md"]},
        {"Guides": [{"Deep": ["guides/deep/index.md", "guides/deep/b.md"]}]},
        {"Decisions (ADR)": ["adr/index.md", "adr/adr-001-queue.md"]},
        {"RFCs": ["rfcs/index.md", "rfcs/rfc-001-plan.md"]},
        {"How we work": ["how-we-work/index.md", "how-we-work/a.md"]},
    ]


def test_a_readme_can_be_the_home_page(tmp_path):
    assert staged_in(tmp_path, {"docs-cms/README.md": "# R\n"}).nav == [{"Home": "README.md"}]


def test_a_large_site_lists_index_pages_only():
    pages = ["index.md", "adr/index.md", *(f"adr/adr-{n:03}-x.md" for n in range(LISTED_MAX))]

    assert navigation(pages, {}) == (
        [{"Home": "index.md"}, {"Decisions (ADR)": "adr/index.md"}],
        "/adr/",
    )


def test_staging_twice_gives_the_same_tree(tmp_path):
    files = {FIRST: adr("001", "Queue", extra="tags: [b, a]\n"), SECOND: adr("002", "Log")}

    assert staged_in(tmp_path, files) == staged_in(tmp_path, files)


def test_writing_copies_assets_and_deletes_what_is_gone(tmp_path):
    staged = staged_in(
        tmp_path,
        {
            FIRST: adr("001", "Queue"),
            "docs-cms/img/a.svg": "<svg/>",
            "docs-cms/.hidden": "",
            "site-config/assets/ours.css": "p {}",
        },
    )
    out = tmp_path / "out"
    (out / "old").mkdir(parents=True)
    (out / ".docsgate-stage").touch()
    (out / "old" / "gone.md").touch()
    (out / "gone.md").touch()

    write_stage(staged, tmp_path, out)

    assert sorted(
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()
    ) == [
        ".docsgate-stage",
        "adr/adr-001-queue.md",
        "adr/index.md",
        "assets/ours.css",
        "img/a.svg",
        "index.md",
    ]
    assert not (out / "old").exists()


def test_writing_again_touches_nothing(tmp_path):
    staged = staged_in(tmp_path, {FIRST: adr("001", "Queue")})
    out = tmp_path / "out"
    write_stage(staged, tmp_path, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}

    write_stage(staged, tmp_path, out)

    assert before == {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}


def test_a_symbolic_link_among_the_assets_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    project_in(tmp_path, {FIRST: adr("001", "Queue")})
    (tmp_path / "docs-cms" / "leak.txt").symlink_to(tmp_path / "secret.txt")

    write_stage(staged_in(tmp_path, {}), tmp_path, tmp_path / "out")

    assert not (tmp_path / "out" / "leak.txt").exists()


def test_a_rule_page_is_its_manual_and_its_examples():
    text = rule_page("fence-unclosed", "# fence-unclosed\n\nWords.\n\n```markdown a.md\nx\n```\n")

    assert "\n# fence-unclosed\n\nA " in text
    assert (
        "code ends.\n\nFails a run: yes.\n\n"
        '````markdown title="Before"\n```sh\nmake\n\nThen look at the log.\n````\n\n'
        '````markdown title="After"\n```sh\nmake\n```\n\nThen look at the log.\n````\n\n'
        '## Examples\n\nWords.\n\n```markdown title="a.md"\nx\n```\n'
    ) in text


def test_an_example_with_a_snippet_is_shown_and_not_followed():
    text = rule_page("fence-unclosed", '# x\n\n```markdown a.md\n--8<-- "b.md"\n```\n')

    assert '\n;--8<-- "b.md"\n' in text


def test_a_folder_with_other_files_is_never_staged_into(tmp_path):
    staged = staged_in(tmp_path, {FIRST: adr("001", "Queue")})

    with pytest.raises(WriteError, match="holds other files than a staged tree"):
        write_stage(staged, tmp_path, tmp_path / "docs-cms")

    assert (tmp_path / FIRST).is_file()


def test_other_builders_get_a_configuration_beside_the_tree():
    staged = Staged(nav=[{"Home": "index.md"}], not_in_nav="/adr/")
    text = (
        "site_name: Ours\ndocs_dir: ../build/docs\nsite_dir: ../site\ntheme:\n"
        "  custom_dir: overrides  # ours\nx: !!python/name:a.b\n"
    )

    assert portable(text, "site-config", staged, "build/docs", nav=True) == (
        "# Written by `docsgate build` from site-config.\n"
        "site_name: Ours\ndocs_dir: docs\ntheme:\n"
        "  custom_dir: ../site-config/overrides  # ours\nx: !!python/name:a.b\n"
        "nav:\n- Home: index.md\nnot_in_nav: /adr/\n"
    )
