"""Configuration that cannot be used: each error has its message, its place and a nearest name."""

from pathlib import Path

import pytest

from docsgate.configuration.read_toml import read_config
from docsgate.errors import ConfigError
from docsgate.rules import RULES


def error(text, name="docsgate.toml"):
    with pytest.raises(ConfigError) as caught:
        read_config(Path("/project"), name, text, list(RULES))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "1:5: invalid TOML: Invalid value"),
        ("\n\na", "3:2: invalid TOML: Expected '=' after a key in a key/value pair"),
        ('docs = "a"\ndocs = "b"', "2:11: invalid TOML: Cannot overwrite a value"),
        ('target = ["mdx"]', "1:1: unknown setting `target`; did you mean `targets`?"),
        ("zzz = 1", "1:1: unknown setting `zzz`"),
        ("docs = 1", "1:1: `docs` must be a list of strings, not an integer"),
        ("docs = ['']", "1:9: `docs.0` must be a string, not an empty string"),
        ("docs = ['a', 1]", "1:14: `docs.1` must be a string, not an integer"),
        ("docs = '/etc'", "1:1: `/etc` must be a path inside the project, relative to it"),
        ("docs = 'a/../..'", "1:1: `a/../..` must be a path inside the project, relative to it"),
        ("exclude = [1.5]", "1:12: `exclude.0` must be a string, not a float"),
        ("exclude = {}", "1:1: `exclude` must be a list of strings, not a table"),
        ("targets = []", "1:1: `targets` is empty; leave it out for the default"),
        (
            "targets = ['mdx', 'githib']",
            "1:19: `targets.1` cannot be `githib`; did you mean `github`?",
        ),
        (
            "targets = ['x']",
            "1:12: `targets.0` cannot be `x`; it is one of mkdocs, github, docusaurus, mdx",
        ),
        ("site = true", "1:1: `site` must be a string, not a boolean"),
        (
            "site = '../mkdocs.yml'",
            "1:1: `../mkdocs.yml` must be a path inside the project, relative to it",
        ),
        ("fail-on = 'never'", "1:1: `fail-on` cannot be `never`; it is one of error, warning"),
        ("fail-on = 1", "1:1: `fail-on` cannot be `1`; it is one of error, warning"),
        ("rules = 'off'", "1:1: `rules` must be a table of rule = severity"),
        (
            "[rules]\nfile-emty = 'off'",
            "2:1: no rule is named `file-emty`; did you mean `file-empty`?",
        ),
        ("[rules]\n'zzz-*' = 'off'", "2:1: no rule is named `zzz-*`"),
        (
            "[rules]\nfile-empty = 'eror'",
            "2:1: `rules.file-empty` cannot be `eror`; did you mean `error`?",
        ),
        (
            "[rules]\nfile-empty = false",
            "2:1: `rules.file-empty` cannot be `False`; it is one of error, warning, info, off",
        ),
        ("ignore = 1", "1:1: `ignore` must be a table of path = [rules]"),
        (
            "[ignore]\n'a/*' = ['file-empty', 'file-emty']",
            "2:24: no rule is named `file-emty`; did you mean `file-empty`?",
        ),
        ("[ignore]\n'a/*' = 1", "2:1: `ignore.a/*` must be a list of strings, not an integer"),
        ("components = [[]]", "1:15: `components.0` must be a string, not a list"),
        ("collections = 1", "1:1: `collections` must be a table of collections"),
        ("collections.a = 1", "1:13: `collections.a` must be a table, not an integer"),
        ("[collections.a]\nid = 'x'", "1:14: collection `a` has no `folder`"),
        (
            "[collections.a]\nfolders = 'x'",
            "2:1: unknown setting `folders` in `collections.a`; did you mean `folder`?",
        ),
        (
            "[collections.a]\nfolder = ['x', '..']",
            "2:16: `..` must be a path inside the project, relative to it",
        ),
        (
            "[collections.a]\nfolder = 'x'\nfilename = '('",
            (
                "3:1: `collections.a.filename` is no regular expression: "
                "missing ), unterminated subpattern at position 0"
            ),
        ),
        (
            "[collections.a]\nfolder = 'x'\nrequired = ['b']",
            '3:1: `collections.a.required` must be a table such as { title = "string" }',
        ),
        (
            "[collections.a]\nfolder = 'x'\n[collections.a.required]\nb = 'text'",
            (
                "4:1: `collections.a.required.b` cannot be `text`; it is one of "
                "string, strings, list, date, integer, boolean, mapping, any"
            ),
        ),
        (
            "[collections.a]\nfolder = 'x'\noptional = {b = 'strin'}",
            "3:13: `collections.a.optional.b` cannot be `strin`; did you mean `string`?",
        ),
        (
            "[collections.a]\nfolder = 'x'\nfrontmatter = 1",
            "3:1: `collections.a.frontmatter` must be true or false",
        ),
        (
            "[collections.a]\nfolder = 'x'\nunknown-fields = 'no'",
            "3:1: `collections.a.unknown-fields` must be true or false",
        ),
        (
            "[collections.a]\nfolder = 'x'\nstatuses = 2026-03-01",
            "3:1: `collections.a.statuses` must be a list of strings, not a date",
        ),
        ("[[collections.a]]\nfolder = 'x'", "1:15: `collections.a` must be a table, not a list"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text, message):
    assert error(text) == f"docsgate.toml:{message}"


def test_an_error_at_the_end_of_the_file_has_its_place():
    assert error("docs = 'a'\na = [\n").startswith("docsgate.toml:3:1: invalid TOML")


def test_nesting_without_end_is_an_error():
    assert "invalid TOML" in error(f"docs = {'[' * 100_000}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.docsgate]\ndoc = 'a'", "2:1: unknown setting `doc`; did you mean `docs`?"),
        ("[tool]\ndocsgate = 1", "2:1: `tool.docsgate` must be a table, not an integer"),
        ("[tool.docsgate.rules]\nfile-empty = 'no'", "2:1: `rules.file-empty` cannot be `no`"),
        ("tool.docsgate.targets = 1", "1:15: `targets` must be a list of strings"),
    ],
)
def test_errors_in_a_pyproject_have_their_place(text, message):
    assert error(text, "pyproject.toml").startswith(f"pyproject.toml:{message}")
