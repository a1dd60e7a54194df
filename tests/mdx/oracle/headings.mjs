// Reads one JSON object a line, {"mode": "mdx" | "md", "text": …}, and answers one a line: {"ok": true,
// "ids"} with the id of each heading that Docusaurus shows and its level, in order, or {"ok": false}.
import {createRequire} from 'node:module'
import path from 'node:path'
import readline from 'node:readline'

const require = createRequire(import.meta.url)
const folder = path.dirname(require.resolve('@docusaurus/mdx-loader'))
const {compileToJSX} = require(path.join(folder, 'utils.js'))
const {createProcessors} = require(path.join(folder, 'processor.js'))
const {DEFAULT_PARSE_FRONT_MATTER} = require('@docusaurus/utils')

let ids
const collect = () => visit
function visit({tagName, properties, children = []}) {
  if (/^h[1-6]$/.test(tagName)) ids.push([properties.id ?? null, Number(tagName[1])])
  children.forEach(visit)
}
const options = {
  markdownConfig: {
    format: 'mdx',
    mermaid: false,
    emoji: true,
    parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    mdx1Compat: {comments: true, admonitions: true, headingIds: true},
    anchors: {maintainCase: false},
    hooks: {onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore'}
  },
  admonitions: true,
  removeContentTitle: false,
  siteDir: '/site',
  staticDirs: [],
  beforeDefaultRemarkPlugins: [],
  beforeDefaultRehypePlugins: [],
  remarkPlugins: [],
  rehypePlugins: [collect],
  recmaPlugins: []
}
options.processors = await createProcessors({options})
console.warn = () => {}

for await (const line of readline.createInterface({input: process.stdin})) {
  const {mode, text} = JSON.parse(line)
  let answer
  ids = []
  try {
    await compileToJSX({
      fileContent: text,
      filePath: '/site/docs/document.md',
      frontMatter: {mdx: {format: mode}},
      options,
      compilerName: 'server'
    })
    answer = {ok: true, ids}
  } catch {
    answer = {ok: false}
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
