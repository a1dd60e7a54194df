"""The forms in which the documentation and the templates of Docusaurus write a configuration."""

import pytest

from docsgate.configuration.docusaurus_config import DocsPlugin, read_docusaurus_file

DOCS = "{path: 'text', routeBasePath: 'd'}"
PRESETS = f"[['classic', {{docs: {DOCS}}}]]"
WHOLE = f"{{baseUrl: '/base/', presets: {PRESETS}}}"

FORMS = {
    "module": f"module.exports = {WHOLE};",
    "template": f"""
        // @ts-check
        import {{themes as prismThemes}} from 'prism-react-renderer';
        /** @type {{import('@docusaurus/types').Config}} */
        const config = {{
          title: 'My Site', baseUrl: '/base/', future: {{v4: true}},
          presets: [['classic', /** @type {{x}} */ ({{docs: {DOCS}, blog: {{}}}})]],
          themeConfig: /** @type {{y}} */ ({{navbar: {{}}, prism: {{theme: prismThemes.github}}}}),
        }};
        export default config;
    """,
    "typescript": f"""
        import type {{Config}} from '@docusaurus/types';
        import type * as Preset from '@docusaurus/preset-classic';
        const config: Config = {{
          baseUrl: '/base/',
          presets: [['classic', {{docs: {DOCS}}} satisfies Preset.Options]],
        }};
        export default config;
    """,
    "typed list": f"""
        const presets: PresetConfig[] = {PRESETS}
        const config: Config = {{ baseUrl: '/base/', presets }}
        export default config
    """,
    "no semicolons": f"const config = {WHOLE}\n\nmodule.exports = config\n",
    "function": f"export default async function createConfigAsync() {{ return {WHOLE}; }}",
    "function with a constant": (
        f"module.exports = async function create() {{ const config = {WHOLE}\n return config }}"
    ),
    "arrow": f"module.exports = async () => ({WHOLE});",
    "arrow with a body": f"export default () => {{ return {WHOLE} }}",
    "call": f"export default defineConfig({WHOLE})",
    "parentheses": f"export default ({WHOLE}) satisfies Config;",
    "cast": f"export default {WHOLE} as Config",
    "exported by name": f"const config = {WHOLE}\nexport {{config as default}}",
    "export assignment": f"const config = {WHOLE}\nexport = config",
    "members": f"""
        const config = {{}}
        config.baseUrl = '/base/'
        config.presets = {PRESETS}
        module.exports = config
    """,
    "spread": f"""
        const common = {{baseUrl: '/base/'}}
        const presets = {PRESETS}
        module.exports = {{...common, presets: [...presets]}}
    """,
    "member of a constant": f"""
        const options = {{docs: {DOCS}}}
        module.exports = {{baseUrl: '/base/', presets: [['classic', {{docs: options.docs}}]]}}
    """,
    "short names": f"""
        const docs = {DOCS}, baseUrl = '/base/';
        const base = '/base/'
        export default {{baseUrl: base, presets: [['classic', {{docs}}]]}};
    """,
    "fallback": f"export default {{baseUrl: process.env.BASE ?? '/base/', presets: {PRESETS}}}",
    "or": f"export default {{baseUrl: process.env.BASE || '/base/', presets: {PRESETS}}}",
    "sum": f"export default {{baseUrl: '/ba' + 'se/', presets: {PRESETS}}}",
    "path": """
        module.exports = {baseUrl: '/base/', presets: [
          ['classic', {docs: {path: path.resolve(__dirname, 'text'), routeBasePath: '/d'}}]]}
    """,
    "regular expression": f"""
        const quote = /["'`{{]/g
        export default {{baseUrl: '/base/', customFields: {{x: /[`/]\\/"/}}, presets: {PRESETS}}}
    """,
    "resolved preset": f"""
        module.exports = {{baseUrl: '/base/', presets: [
          [require.resolve('@docusaurus/preset-classic'), {{docs: {DOCS}}}]]}}
    """,
    "plugins": f"""
        module.exports = {{baseUrl: '/base/', presets: [['classic', {{docs: false}}]], plugins: [
          ['@docusaurus/plugin-content-docs', {DOCS}], require.resolve('./x'),
          async (context, options) => ({{name: 'x', y: 1}}), function f() {{ return {{z: 1}} }}]}}
    """,
    "quoted": (
        '{"baseUrl": "/base/", "presets": [["classic", '
        '{"docs": {"path": "text", "routeBasePath": "d"}}]]}'
    ),
}
FORMS["quoted"] = f"module.exports = {FORMS['quoted']}"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_configuration_is_read(form):
    read = read_docusaurus_file(FORMS[form])

    assert (read.base_url, read.docs) == ("/base/", (DocsPlugin("text", "d"),))


def test_several_folders_of_documents_are_read():
    read = read_docusaurus_file("""
        export default {
          presets: [['classic', {docs: {path: 'a'}, blog: false}]],
          plugins: [
            ['@docusaurus/plugin-content-docs', {id: 'b', path: 'b', routeBasePath: 'bs'}],
            ['content-docs', {id: 'c', path: path.join(__dirname, '..', 'c'), routeBasePath: 'cs'}],
            ['@docusaurus/plugin-content-blog', {id: 'n', path: 'news', routeBasePath: 'news'}],
          ],
          staticDirectories: ['static', path.join(__dirname, 'public')],
        }
    """)

    assert [plugin.path for plugin in read.docs] == ["a", "b", "../c"]
    assert (read.blogs, read.static) == (("news",), ("static", "public"))


@pytest.mark.parametrize(
    "value", ["isLocal ? '/' : '/base/'", "url('/base/')", "'/a' + name", "`/${name}/`", "x.y"]
)
def test_what_only_running_the_file_would_tell_is_the_default(value):
    read = read_docusaurus_file(f"export default {{baseUrl: {value}, presets: {PRESETS}}}")

    assert (read.base_url, read.docs) == ("/", (DocsPlugin("text", "d"),))
