// Reads one JSON object a line, {"mode": "expression" | "program", "text": …}, and answers one a
// line: {"end"} of what was parsed, or {"position", "reached", "message"} of the error.
import readline from 'node:readline'
import {Parser} from 'acorn'
import jsx from 'acorn-jsx'

const parser = Parser.extend(jsx())
const options = {ecmaVersion: 2024, sourceType: 'module', preserveParens: true}

for await (const line of readline.createInterface({input: process.stdin})) {
  const {mode, text} = JSON.parse(line)
  let answer
  try {
    answer =
      mode === 'program'
        ? {end: parser.parse(text, options).end}
        : {end: parser.parseExpressionAt(text, 0, options).end}
  } catch (error) {
    answer = {position: error.pos, reached: error.raisedAt, message: error.message}
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
