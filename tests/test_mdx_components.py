"""The components that a Docusaurus site supplies are read from its theme, and no part is run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.mdx_components import SiteComponents, read_components
from tools.configured import configured
from tools.growth import grows_like_the_text

ORIGINAL = "import MDXComponents from '@theme-original/MDXComponents';\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("export default {...MDXComponents, Card: Card};", {"Card"}),
        ("export default {...MDXComponents, Card, 'Big': Card, li: Item,};", {"Card", "Big", "li"}),
        ("const own = {Card, Row: () => <p>don't</p>}; export default {...own} as All;",
         {"Card", "Row"}),
        ("const all: Names = {...MDXComponents, Card};\nexport default all;", {"Card"}),
        ("const all = {...MDXComponents};\nmodule.exports = {...all, Card};", {"Card"}),
        ("export function Row() { return {No: 1}; }\nexport default {Card: (p) => <Row {...p}/>};",
         {"Card"}),
        ("function f(a) { switch (a) { default: { No } } }\nexport default {Card};", {"Card"}),
        ("export default {Card};\nfunction f(a) { switch (a) { default: return } }", {"Card"}),
        ('import Base from "@theme/MDXComponents";\nexport default {...Base, Card};', {"Card"}),
        ("import Base from '@theme-init/MDXComponents'\nexport default {...Base}", set()),
        ("export default {/* Card */ ...MDXComponents, // Row\n};", set()),
    ],
)  # fmt: skip
def test_what_a_theme_names_is_supplied(text, names):
    assert read_components(ORIGINAL + text) == SiteComponents(frozenset(names))


@pytest.mark.parametrize(
    "text",
    [
        "export default {...MDXComponents, ...others, Card};",
        "export default {...MDXComponents, ...others(), Card};",
        "export default {...MDXComponents.all, Card};",
        "export default {...MDXComponents, [name]: Card, Card};",
        "export default {...MDXComponents, Row() { return null; }, Card};",
        "const own = {...others}; export default {...own, ...MDXComponents, Card};",
        "import Base from './base';\nexport default {...Base, Card};",
    ],
)
def test_a_theme_that_is_not_read_wholly_may_supply_more(text):
    found = read_components(ORIGINAL + text)
    assert found.is_open
    assert "Card" in found.names


@pytest.mark.parametrize(
    "text",
    ["export default all();", "", "export const a = {Card};", "export {a as default}", "x" * 10**7],
)  # fmt: skip
def test_a_theme_without_an_object_may_supply_anything(text):
    assert read_components(text) == SiteComponents(is_open=True)


@given(st.text("{}[]()'\"`,:;=.ax \n\\", max_size=60))
def test_any_text_is_read(text):
    assert isinstance(read_components(f"export default {{...{text}"), SiteComponents)


@pytest.mark.parametrize(
    "piece", ["export default {...a,", "const a = {...", "a() {},", "export default {a() {"]
)
def test_time_grows_with_a_hostile_file_and_no_faster(piece):
    assert grows_like_the_text(
        read_components, lambda size: f"export default {{{piece * size}", 20_000
    )


CONFIG = "module.exports = {presets: [['classic', {docs: {routeBasePath: '/'}}]]};\n"
PAGE = "# Page\n\n<Card>\n\ntext\n\n</Card>\n\n<Row/>\n"


@pytest.mark.parametrize(
    ("folder", "theme", "text", "unknown"),
    [
        ("", "MDXComponents.tsx", "export default {...MDXComponents, Card};", ["Row"]),
        ("website/", "MDXComponents/index.js", "export default {...MDXComponents, Row};", ["Card"]),
        ("website/", "MDXComponents.jsx", "export default {...MDXComponents, ...own};", []),
        ("website/", "Other.jsx", "export default {...MDXComponents, Card};", ["Card", "Row"]),
    ],
)
def test_only_components_that_a_site_does_not_supply_are_told(
    tmp_path, folder, theme, text, unknown
):
    files = {
        f"{folder}docusaurus.config.js": CONFIG,
        f"{folder}src/theme/{theme}": ORIGINAL + text,
        f"{folder}docs/page.mdx": PAGE,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / ".git").mkdir()
    config = configured([tmp_path], select=["mdx-render-component"], targets=[])
    found = check(config, documents_of(config, [tmp_path / folder / "docs/page.mdx"])).findings
    assert [one.message.split("`")[1].strip("<>/") for one in found] == unknown
