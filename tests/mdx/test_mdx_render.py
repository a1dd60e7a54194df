"""What compiles and then throws, or changes the page."""

import pytest

from docsgate.mdx import Dialect, render_hazards, scan

THROWS = [
    ("a {user_id} b", "mdx-render-undefined"),
    ("{a-b}", "mdx-render-undefined"),
    ('x{name="y"} 1', "mdx-render-undefined"),
    ("a {x?.y} b", "mdx-render-undefined"),
    ("{[1].map(x => y)}", "mdx-render-undefined"),
    ("{(() => q)()}", "mdx-render-undefined"),
    ("<b title={q}>a</b>", "mdx-render-undefined"),
    ("<b {...q}>a</b>", "mdx-render-undefined"),
    ("export const a = q\n\nb", "mdx-render-undefined"),
    ("export default q\n\nb", "mdx-render-undefined"),
    ("export default () => <Foo/>\n\nb", "mdx-render-component"),
    ("{window.x}", "mdx-render-undefined"),
    ("<Foo/>", "mdx-render-component"),
    ("a <Vec></Vec> b", "mdx-render-component"),
    ("<foo.bar/>", "mdx-render-component"),
    ("{() => <Foo/>}", "mdx-render-component"),
    ("a {{}} b", "mdx-render-child"),
    ("{{a: 1}}", "mdx-render-child"),
    ("{/a/}", "mdx-render-child"),
    ("{Math}", "mdx-render-child"),
    ("{new Date()}", "mdx-render-child"),
    ("{props.x.y}", "mdx-render-child"),
    ("{[1, {}]}", "mdx-render-child"),
    ('{"a"()}', "mdx-render-child"),
    ("{await 1}", "mdx-render-child"),
    ('<b style="color: red">a</b>', "mdx-render-prop"),
    ("<b style>a</b>", "mdx-render-prop"),
    ("<br>x</br>", "mdx-render-prop"),
    ("a <br> </br>", "mdx-render-prop"),
    ("{<br>{1}</br>}", "mdx-render-prop"),
    ("{<i><b style='a: b'/></i>}", "mdx-render-prop"),
    ("<b style={'a' + 1}>a</b>", "mdx-render-prop"),
    ("<b style={() => 1}>a</b>", "mdx-render-prop"),
    ("<b title={props.x.y}>a</b>", "mdx-render-child"),
    ('<br children="x"/>', "mdx-render-prop"),
]
SAFE = [
    "{'a'} {`b`} {1 ? 2 : q} {true || q} {typeof q} {() => q}",
    "export const a = 1\n\n{a} <b title={a}>c</b>",
    "import {A} from 'a'\n\n<A/> <A.B/>",
    "import {A} from 'a'\n\nexport default ({children}) => <A>{children}</A>\n\nb",
    "export const a = () => null\n\nexport default a\n\nb",
    "<br></br>\n\n<br> </br>\n\n<b style={{color: 'red'}}>a</b>",
    "<b style='a: b' style={{}}>a</b> <b dangerouslySetInnerHTML={null}>a</b>",
    "{[1].map(x => x + 1)} {/* comment */} {props.x} {undefined} {Math.PI}",
    "<Foo-bar/> <foo_bar/> <a:b/>",
    "a <br>{null}</br> <hr>{/* c */}</hr> {new Map()}",
]
CHANGES = [
    ("a {} b", "mdx-render-value"),
    ("(in {-1,1}).", "mdx-render-value"),
    ("IN { 0, 1, 2 } DO", "mdx-render-value"),
    ("a\n\n    code\n", "mdx-render-indented"),
    ("a\n    - b\n", "mdx-render-indented"),
    ("a\n\n\tcode\n", "mdx-render-indented"),
    ("the <uuid></uuid> of it", "mdx-render-placeholder"),
]
INSIDE = [
    "<div>\n\n    a\n\n</div>",
    "<div>\n\n    - a\n    - b\n\n</div>",
    "<dl>\n  <dt>a</dt>\n  <dd>\n    b\n  </dd>\n</dl>",
    "<div>\n  <div>\n    <div>\n\n        1. a\n\n           b\n    </div>\n  </div>\n</div>",
    "- a\n\n  <div>\n\n      b\n\n  </div>",
    "> <div>\n>\n>     b\n>\n> </div>",
    "<>\n\n\tb\n\n</>",
    "export const A = () => null\n\n    <A/>\n\na\n\n    <A>\n        b\n    </A>",
]
OUTSIDE = [
    "<div>\n\na\n\n</div>\n\n    b",
    "    b\n\n<div>\n\na\n\n</div>",
    "<hr/>\n\n    b",
    "<div>a</div>\n\n    b\n\n<div>\n\n    c\n\n</div>",
]


@pytest.mark.parametrize(("text", "rule"), THROWS)
def test_what_throws_is_an_error_of_its_rule(text, rule):
    assert scan(text, Dialect.MDX) == []
    errors = [item for item in render_hazards(text, Dialect.MDX) if item.severity == "error"]
    assert [error.rule for error in errors] == [rule]


@pytest.mark.parametrize("text", SAFE)
def test_what_renders_has_no_error(text):
    assert scan(text, Dialect.MDX) == []
    assert [item for item in render_hazards(text, Dialect.MDX) if item.severity == "error"] == []


@pytest.mark.parametrize(("text", "rule"), CHANGES)
def test_what_changes_silently_is_a_warning(text, rule):
    found = render_hazards(text, Dialect.MDX)
    assert [(item.rule, item.severity) for item in found] == [(rule, "warning")]


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("text", INSIDE)
def test_what_is_indented_inside_an_element_was_never_meant_as_code(text, dialect):
    assert scan(text, dialect) == []
    assert render_hazards(text, dialect) == []


@pytest.mark.parametrize("text", OUTSIDE)
def test_code_that_is_indented_beside_an_element_is_told(text):
    found = render_hazards(text, Dialect.MDX)
    assert [(item.rule, text[item.start]) for item in found] == [("mdx-render-indented", "b")]


def test_components_of_the_site_are_known_when_they_are_given():
    assert render_hazards("<Foo/>", Dialect.MDX, components=frozenset({"Foo"})) == []
    assert render_hazards("<Details/>", Dialect.DOCUSAURUS) == []


def test_docusaurus_defines_what_its_loader_defines():
    assert render_hazards("{frontMatter.title}", Dialect.DOCUSAURUS) == []
    (error,) = render_hazards("{frontMatter.title}", Dialect.MDX)
    assert error.rule == "mdx-render-undefined"


def test_the_title_of_a_docusaurus_page_only_warns():
    (warning,) = render_hazards("# GET /{name}\n\na", Dialect.DOCUSAURUS)
    assert (warning.rule, warning.severity) == ("mdx-render-undefined", "warning")
    assert render_hazards("## GET /{name}\n\na", Dialect.DOCUSAURUS)[0].severity == "error"
    assert render_hazards("# GET /{name}\n\na", Dialect.MDX)[0].severity == "error"


def test_only_words_of_the_text_of_an_image_reach_the_page():
    assert render_hazards("![{name} <Foo/>](a.png)", Dialect.MDX) == []


def test_a_rejected_document_has_no_render_hazards():
    assert render_hazards("{a} <1", Dialect.MDX) == []
