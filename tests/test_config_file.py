"""Settings: the value that each becomes, and the defaults without them."""

from pathlib import Path

import pytest

from docsgate.configuration.known_layouts import COLLECTIONS
from docsgate.configuration.read_toml import read_config
from docsgate.configuration.settings import Collection, FieldType, Target
from docsgate.diagnostics import Severity
from docsgate.rules import RULES

ROOT = Path("/project")


def read(text, name="docsgate.toml"):
    return read_config(ROOT, name, text, list(RULES))


@pytest.mark.parametrize(
    ("text", "setting", "value"),
    [
        ('docs = "a/b/"', "docs", ("a/b",)),
        ('docs = ["./a", "b//c", ".", "d..e"]', "docs", ("a", "b/c", "", "d..e")),
        ('docs = "a\\\\b"', "docs", ("a/b",)),
        ("docs = []", "docs", ()),
        ('exclude = "a/**"', "exclude", ("a/**",)),
        ('exclude = ["a", "b"]', "exclude", ("a", "b")),
        ('targets = ["mdx", "github"]', "targets", (Target.MDX, Target.GITHUB)),
        ('targets = "mkdocs"', "targets", (Target.MKDOCS,)),
        ('site = "site/mkdocs.yml"', "site", "site/mkdocs.yml"),
        ('components = ["Tab"]', "components", frozenset({"Tab"})),
        ('baseline = "a/b.json"', "baseline", "a/b.json"),
        ("strict = true", "strict", True),
        ('fail-on = "error"', "fail_on_warnings", False),
        ('fail-on = "warning"', "fail_on_warnings", True),
        ('rules.file-empty = "info"', "severities", (("file-empty", Severity.INFO),)),
        ('[rules]\n"link-*" = "off"', "severities", (("link-*", None),)),
        ('[ignore]\n"a/*" = "file-*"', "ignores", (("a/*", ("file-*",)),)),
        (
            '[ignore]\na = ["file-empty", "link-*"]',
            "ignores",
            (("a", ("file-empty", "link-*")),),
        ),
    ],
)
def test_a_setting_becomes_a_value(text, setting, value):
    assert getattr(read(text), setting) == value


def test_without_settings_the_defaults_hold():
    config = read("")

    assert (config.root, config.file) == (ROOT, "docsgate.toml")
    assert config.targets == ()
    assert (config.docs, config.collections, config.fail_on_warnings) == ((), (), True)


def test_a_collection_has_what_was_configured():
    (note,) = read("""
        [collections.note]
        folder = ["notes", "more"]
        filename = 'note-(?P<number>\\d+)\\.md'
        id = "note-{number}"
        required = { title = "string", date = "date" }
        optional = { tags = "list", title = "any" }
        statuses = ["open"]
        templates = "*.tpl.md"
        frontmatter = false
        unknown-fields = false
    """).collections

    assert note.filename.compiled.pattern == r"note-(?P<number>\d+)\.md"
    assert (
        Collection(
            name="note",
            folders=("notes", "more"),
            filename=note.filename,
            id="note-{number}",
            required=(("title", FieldType.STRING), ("date", FieldType.DATE)),
            optional=(("tags", FieldType.LIST),),
            statuses=("open",),
            templates=("*.tpl.md",),
            frontmatter_required=False,
            unknown_fields=False,
        )
        == note
    )


def test_a_collection_requires_frontmatter_when_it_requires_a_field():
    text = '[collections.a]\nfolder = "a"\n[collections.b]\nfolder = "b"\nrequired = {c = "any"}'

    assert [entry.frontmatter_required for entry in read(text).collections] == [False, True]


def test_a_known_collection_keeps_what_is_not_written():
    (adr,) = read('[collections.adr]\nfolder = "decisions"\nstatuses = ["Yes"]').collections
    known = COLLECTIONS[0]

    assert (adr.folders, adr.statuses, adr.anywhere) == (("decisions",), ("Yes",), False)
    assert (adr.filename, adr.required, adr.optional) == (
        known.filename, known.required, known.optional,
    )  # fmt: skip


def test_a_pyproject_is_read_where_it_speaks_of_docsgate():
    text = "[project]\nname = 'a'\n\n[tool.docsgate]\ndocs = 'b'\n"

    assert read(text, "pyproject.toml").docs == ("b",)


@pytest.mark.parametrize("text", ["", "tool = 1", "[tool]\na = 1", "[tool.other]\ndocs = 1"])
def test_a_pyproject_without_the_table_is_no_configuration(text):
    assert read(text, "pyproject.toml") is None
