// Reads one JSON object a line, {"mode": "mdx" | "docusaurus", "text": …}, and answers one a line:
// {"ok": true} or {"ok": false, "line", "column", "rule", "reason"}.
import {createRequire} from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import {createProcessor} from '@mdx-js/mdx'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'

const require = createRequire(import.meta.url)
const plain = createProcessor({format: 'mdx', remarkPlugins: [remarkFrontmatter, remarkGfm]})

async function loader() {
  const folder = path.dirname(require.resolve('@docusaurus/mdx-loader'))
  const {compileToJSX} = require(path.join(folder, 'utils.js'))
  const {createProcessors} = require(path.join(folder, 'processor.js'))
  const {DEFAULT_PARSE_FRONT_MATTER, resolveMarkdownLinkPathname} = require('@docusaurus/utils')
  const hooks = {onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore'}
  const options = {
    markdownConfig: {
      format: 'mdx',
      mermaid: false,
      emoji: true,
      parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
      mdx1Compat: {comments: true, admonitions: true, headingIds: true},
      anchors: {maintainCase: false},
      hooks
    },
    admonitions: true,
    removeContentTitle: true,
    siteDir: '/site',
    resolveMarkdownLink: ({sourceFilePath, linkPathname}) =>
      resolveMarkdownLinkPathname(linkPathname, {
        sourceFilePath,
        sourceToPermalink: new Map(),
        contentPaths: {contentPath: '/site/docs', contentPathLocalized: '/site/i18n'},
        siteDir: '/site'
      }),
    staticDirs: [],
    beforeDefaultRemarkPlugins: [],
    beforeDefaultRehypePlugins: [],
    remarkPlugins: [],
    rehypePlugins: [],
    recmaPlugins: []
  }
  options.processors = await createProcessors({options})
  return (text) =>
    compileToJSX({
      fileContent: text,
      filePath: '/site/docs/document.md',
      frontMatter: {},
      options,
      compilerName: 'server'
    })
}

let docusaurus
const compilers = {
  mdx: (text) => plain.process({value: text, path: 'document.mdx'}),
  // The bundler takes the byte order mark away before the loader sees the text.
  docusaurus: async (text) => (docusaurus ??= await loader())(text.replace(/^\uFEFF/, ''))
}

function rejection(caught) {
  const error = caught.cause?.source ? caught.cause : caught
  return {
    ok: false,
    line: error.line ?? null,
    column: error.column ?? null,
    rule: error.ruleId ?? null,
    reason: error.reason ?? String(error.message)
  }
}

// What throws outside of any promise would end Node; it is the answer to the question at hand.
let crashed = () => {}
process.on('uncaughtException', (error) => crashed(error))

for await (const line of readline.createInterface({input: process.stdin})) {
  const {mode, text} = JSON.parse(line)
  let answer = {ok: true}
  try {
    const crash = new Promise((_, reject) => {
      crashed = reject
    })
    await Promise.race([compilers[mode](text), crash])
  } catch (error) {
    answer = rejection(error)
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
