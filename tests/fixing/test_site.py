"""Fixes know the site: its extensions with their options, and what its plugins read."""

import pytest

from docsgate.configuration.settings import Target
from docsgate.fixing import rounds
from docsgate.fixing.changed_parts import changed_parts
from docsgate.fixing.site_rendering import renderer_for
from tools.configured import configured
from tools.fixing.projects import mended

BOTH = (Target.MKDOCS, Target.DOCUSAURUS)


def write_site(folder, text):
    (folder / "mkdocs.yml").write_text(f"site_name: x\n{text}", "utf-8")


def renderer(folder, text, path="docs/a.md"):
    write_site(folder, text)
    return renderer_for(configured([folder], targets=[]), path)


INCLUDES = "markdown_extensions: [markdown_include.include, markdown_include_variants]\n"
MACROS = "plugins: [search, macros]\n"
SNIPPETS = "markdown_extensions: [pymdownx.snippets]\n"
CODE = "plugins: [search, mkdocstrings]\n"


@pytest.mark.parametrize(
    ("site", "text", "reader"),
    [
        (INCLUDES, "# A\n\n{!docs/inc.md!}\n", "extension markdown_include.include"),
        (INCLUDES, "# A\n\n{* docs/inc.py *}\n", "extension markdown_include_variants"),
        (MACROS, '# A\n\n{{ greet("Bob") }}\n', "plugin macros"),
        (MACROS, "# A\n\n{% if x %}\n\n{b}\n\n{% endif %}\n", "plugin macros"),
        (MACROS, "# A\n\nFor {{ name }}\nand {x}.\n", "plugin macros"),
        (SNIPPETS, '# A\n\n--8<-- "{x}.md"\n', "extension pymdownx.snippets"),
        (CODE, "# A\n\n::: pkg.Foo\n    options: {a}\n", "plugin mkdocstrings"),
    ],
)
def test_what_the_site_reads_is_not_escaped(tmp_path, site, text, reader):
    write_site(tmp_path, site)

    after, reasons = mended(tmp_path, text, targets=BOTH)

    assert after == text
    assert set(reasons) == {f"{reader} rewrites this page"}


def test_a_word_with_a_colon_is_no_metadata_in_the_middle_of_a_page(tmp_path):
    shown = renderer(tmp_path, "markdown_extensions: [meta]\n").render
    before = "# A\n\nNote: one \n"

    (part,) = changed_parts(before, before.replace(" \n", "\n"))[1]

    assert ("=", "Note: one") in shown(part)


@pytest.mark.parametrize(
    ("text", "mended_text", "reads"),
    [
        ("# A\n\n{{ a }} {x}\n\n{{ b }} {y}\n", "# A\n\n{{ a }} {x}\n\n{{ b }} {y}\n", 0),
        ("# A\n\n{{ a }} <1\n\nb <2\n", "# A\n\n{{ a }} <1\n\nb &lt;2\n", 1),
    ],
)
def test_no_document_is_read_for_a_fix_that_is_doubted(
    tmp_path, monkeypatch, text, mended_text, reads
):
    write_site(tmp_path, MACROS)
    texts = []

    def read(source, *others):
        texts.append(source.text)
        return read_document(source, *others)

    read_document = rounds.read_document
    monkeypatch.setattr(rounds, "read_document", read)

    after, reasons = mended(tmp_path, text, targets=BOTH, select=["mdx-*"])

    assert (after, set(reasons)) == (mended_text, {"plugin macros rewrites this page"})
    assert texts == [mended_text] * reads


def test_text_beside_what_the_site_reads_is_escaped(tmp_path):
    write_site(tmp_path, MACROS)

    after, _ = mended(tmp_path, "# A\n\n{{ greet }}\n\nAnd {x}.\n", targets=BOTH)

    assert after == "# A\n\n{{ greet }}\n\nAnd \\{x}.\n"


def test_an_own_delimiter_of_macros_is_known(tmp_path):
    write_site(tmp_path, "plugins: [{macros: {j2_variable_start_string: '{x', "
                         "j2_variable_end_string: 'x}'}}]\n")  # fmt: skip
    text = "# A\n\n{x name x}\n"

    assert mended(tmp_path, text, targets=BOTH)[0] == text


TABS = """markdown_extensions:
  - admonition
  - pymdownx.details
  - pymdownx.tabbed: {alternate_style: true}
"""


@pytest.mark.parametrize("marker", ['=== "One"', "!!! note", '??? note "More"'])
def test_the_body_of_a_tab_or_an_admonition_stays_in_it(tmp_path, marker):
    write_site(tmp_path, TABS)
    text = f"# A\n\n{marker}\n\n    Text.\n"

    assert mended(tmp_path, text, targets=BOTH)[0] == text


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        ("hooks: [hook.py]\n", "the hooks of mkdocs.yml may rewrite this page"),
        ("plugins: [own-words]\n", "plugin own-words may rewrite this page"),
        ("markdown_extensions: [evil]\n", "extension evil may read this page otherwise"),
        (
            "markdown_extensions: [{toc: {slugify: !!python/name:os.system }}]\n",
            "extension toc (`os.system`, which is not known here) may read this page otherwise",
        ),
        (
            "markdown_extensions: [{toc: {permalink: [}]\n  - a: b\n",
            None,  # A file that is no YAML has no extensions, as before.
        ),
    ],
)
def test_what_is_not_known_is_named(tmp_path, site, reason):
    write_site(tmp_path, site)

    after, reasons = mended(tmp_path, "# A\n\nAnd {x}.\n", targets=BOTH)

    assert (after, reasons) == (
        ("# A\n\nAnd {x}.\n", [reason]) if reason else ("# A\n\nAnd \\{x}.\n", [])
    )


def test_nothing_is_imported_for_a_name_in_mkdocs_yml(tmp_path, monkeypatch):
    (tmp_path / "evil.py").write_text("raise SystemExit('imported')\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    site = """markdown_extensions:
  - evil
  - pymdownx.superfences:
      custom_fences: [{name: m, class: m, format: !!python/name:evil.run }]
  - toc: {slugify: !!python/object/apply:evil.run {}}
"""
    renderer(tmp_path, site)


def test_the_page_is_rendered_with_the_options_of_the_site(tmp_path):
    shown = renderer(tmp_path, "markdown_extensions: [{toc: {permalink: '#!'}}]\n").render("# A\n")

    assert ("=", "#!") in shown


def test_the_nearest_site_counts(tmp_path):
    inner = tmp_path / "sub"
    (inner / "docs").mkdir(parents=True)
    write_site(tmp_path, "")
    write_site(inner, TABS)
    config = configured([tmp_path], targets=[])

    names = [one.name for one in renderer_for(config, "sub/docs/a.md").site.listed]

    assert names == ["admonition", "pymdownx.details", "pymdownx.tabbed"]


def test_a_document_outside_of_the_site_is_read_with_usual_extensions(tmp_path):
    assert renderer(tmp_path, MACROS, "README.md").site.plugins == ()


def snippet(folder, name):
    return renderer(folder, SNIPPETS).render(f'# A\n\n--8<-- "{name}"\n')


def test_snippets_are_read_inside_the_project_alone(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.md").write_text("secret\n", "utf-8")
    (project / "inner.md").write_text("inner\n", "utf-8")
    (project / "link.md").symlink_to(tmp_path / "secret.md")

    assert ("=", "inner") in snippet(project, "inner.md")
    for name in ("../secret.md", "link.md", str(tmp_path / "secret.md"), "http://127.0.0.1:1/x"):
        assert "secret" not in str(snippet(project, name))


def test_snippets_that_include_each_other_end(tmp_path):
    for name, other in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")):
        line = f'--8<-- "{other}.md"\n'
        (tmp_path / f"{name}.md").write_text(line * 20, "utf-8")

    snippet(tmp_path, "a.md")


def test_a_link_that_a_template_writes_is_not_judged(tmp_path):
    write_site(tmp_path, MACROS)
    text = "# A\n\n[x]({{url}}), [y](docs/{{v}}.md) and {{ a['b'][c] }}.\n"

    assert mended(tmp_path, text, targets=(Target.MKDOCS,)) == (text, [])


def test_the_markers_of_a_conflict_are_never_escaped(tmp_path):
    text = "# A\n\n<<<<<<< HEAD\none {x}\n=======\ntwo\n>>>>>>> b\n"

    after, _ = mended(tmp_path, text, targets=(Target.GITHUB, Target.DOCUSAURUS))

    assert "\n<<<<<<< HEAD\n" in after


def test_the_language_above_indented_code_stays_in_it(tmp_path):
    write_site(tmp_path, "markdown_extensions: [codehilite, pymdownx.superfences]\n")
    text = "# A\n\n- one\n\n        ::yaml\n        a: {b}\n"

    assert mended(tmp_path, text, targets=BOTH)[0] == text
