"""The JSON schema for editors accepts the settings that the reader accepts, and no others."""

import json
from pathlib import Path

import pytest

from docsgate.configuration.read_toml import _COLLECTION_SETTINGS, _SETTINGS, read_config
from docsgate.configuration.settings import FieldType, Target
from docsgate.diagnostics import Severity
from docsgate.errors import ConfigError
from docsgate.rules import RULES

NEEDS_JSONSCHEMA = "jsonschema reads the schema"
SCHEMA = json.loads(
    (
        Path(__file__).parents[1] / "tooling/docsgate/configuration/schema/docsgate.schema.json"
    ).read_text("utf-8")
)


def validator():
    return pytest.importorskip("jsonschema", reason=NEEDS_JSONSCHEMA).Draft202012Validator


def test_the_schema_is_one():
    validator().check_schema(SCHEMA)


def test_the_schema_knows_the_settings_that_the_reader_knows():
    assert list(SCHEMA["properties"]) == list(_SETTINGS)
    assert list(SCHEMA["$defs"]["collection"]["properties"]) == list(_COLLECTION_SETTINGS)
    assert SCHEMA["additionalProperties"] is False
    assert SCHEMA["$defs"]["collection"]["additionalProperties"] is False


def test_the_schema_lists_the_choices_that_the_reader_knows():
    properties, definitions = SCHEMA["properties"], SCHEMA["$defs"]

    assert definitions["target"]["enum"] == [target.value for target in Target]
    assert definitions["fields"]["additionalProperties"]["enum"] == [
        kind.value for kind in FieldType
    ]
    assert properties["rules"]["additionalProperties"]["enum"] == [*map(str, Severity), "off"]
    assert properties["fail-on"]["enum"] == ["error", "warning"]


@pytest.mark.parametrize("name", [*_SETTINGS, *_COLLECTION_SETTINGS])
def test_the_schema_describes_every_setting(name):
    described = {**SCHEMA["properties"], **SCHEMA["$defs"]["collection"]["properties"]}

    assert described[name]["description"]


VALUES = {
    "docs": ["a", ["a"], [], 1, [""], "/a", "a/../b", "a..b"],
    "exclude": ["a", ["a"], "", 1, [1]],
    "code": ["a", ["a"], "", 1, [1]],
    "external": [
        {"enabled": True, "offline": False, "exclude": "a", "accept": 403},
        {"accept": [401, 403], "exclude": ["a", "b"]},
        {
            "timeout-seconds": 1.5,
            "per-host": 3,
            "delay-seconds": 0,
            "alive-hours": 2,
            "dead-hours": 1,
        },
        {"enabled": 1},
        {"accept": "403"},
        {"accept": [0]},
        {"per-host": 0},
        {"per-host": 1.5},
        {"delay-seconds": -1},
        {"delay-seconds": True},
        {"exclude": [1]},
        {"retry": 1},
        [],
        1,
    ],
    "targets": ["mdx", ["mdx"], [], "x", ["x"], 1],
    "site": ["a.yml", "", 1, "../a"],
    "rules": [{"file-empty": "off"}, {"file-empty": "of"}, "off", {"file-empty": True}],
    "ignore": [{"a": "file-empty"}, {"a": ["file-*"]}, {"a": 1}, 1],
    "components": [["A"], "A", 1, [[]]],
    "strict": [True, False, "yes", 1],
    "fail-on": ["error", "info", 1],
    "baseline": ["a.json", "", 1, "../a"],
    "collections": [
        {"a": {"folder": "b"}},
        {"a": {}},
        {"a": {"folder": "b", "x": 1}},
        {"a": {"folder": ["b", "c"], "id": "d", "filename": "e", "statuses": ["f"]}},
        {"a": {"folder": "b", "id": ""}},
        {"a": {"folder": "b", "id": 1}},
        {"a": {"folder": "b", "frontmatter": True, "unknown-fields": False}},
        {"a": {"folder": "b", "frontmatter": "yes"}},
        {"a": {"folder": "b", "required": {"c": "date"}, "optional": {"d": "any"}}},
        {"a": {"folder": "b", "required": {"c": "day"}}},
        {"a": {"folder": "b", "optional": ["c"]}},
        {"a": {"folder": "b", "templates": "c"}},
        {"a": {"folder": "b", "templates": 1}},
        {"a": 1},
        1,
    ],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param(name, value, id=f"{name}={json.dumps(value)}")
        for name, values in VALUES.items()
        for value in values
    ],
)
def test_the_schema_accepts_what_the_reader_accepts(name, value):
    text = f"{name} = {toml(value)}"
    try:
        accepted = read_config(Path("/a"), "docsgate.toml", text, list(RULES)) is not None
    except ConfigError:
        accepted = False

    assert validator()(SCHEMA).is_valid({name: value}) == accepted


def toml(value):
    """`value` in TOML, which writes most values as JSON does."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {toml(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value)


def test_every_setting_was_compared():
    assert set(VALUES) == set(_SETTINGS)
