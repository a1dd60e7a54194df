// Reads one JSON object a line, {"text": …}, renders the page that it makes and answers one a line:
// {"ok": true, "html"}, {"ok": false, "message"}, or {"ok": null} when the document does not compile or
// imports something. The page sees the globals of ECMAScript and no others.
import readline from 'node:readline'
import vm from 'node:vm'
import {compile} from '@mdx-js/mdx'
import {createElement} from 'react'
import {renderToStaticMarkup} from 'react-dom/server'
import * as runtime from 'react/jsx-runtime'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'

const options = {outputFormat: 'function-body', remarkPlugins: [remarkFrontmatter, remarkGfm]}
console.error = () => {}
process.on('unhandledRejection', () => {})

async function render(text) {
  let code
  try {
    code = String(await compile({value: text, path: 'document.mdx'}, options))
  } catch {
    return {ok: null}
  }
  if (/\bimport\s*\(|^\s*import\s/m.test(code)) return {ok: null}
  try {
    const run = vm.runInContext(`(async function () {${code}\n})`, vm.createContext({}))
    const page = await run(runtime)
    return {ok: true, html: renderToStaticMarkup(createElement(page.default, {}))}
  } catch (error) {
    return {ok: false, message: String(error?.message ?? error)}
  }
}

for await (const line of readline.createInterface({input: process.stdin})) {
  process.stdout.write(JSON.stringify(await render(JSON.parse(line).text)) + '\n')
}
