import { fail, ok } from '../../result.ts'
import type { Expression } from '../../seeds/formula/expression.ts'
import { parseFormula } from '../../seeds/formula/parse.ts'
import { printFormula } from '../../seeds/formula/print.ts'
import type { Scalar } from './shape.ts'

/** A boolean expression; lab/seeds/formula/README.md describes the language. */
export const expression: Scalar<Expression> = {
  kind: 'scalar',
  expects: 'an expression that is true or false',
  example: 'close > highest(previous(high, 1), 20)',
  read(text) {
    const parsed = parseFormula(text)
    return parsed.ok ? ok(parsed.value) : fail(parsed.error)
  },
  write(value) {
    const text = printFormula(value)
    return isBare(text) ? text : JSON.stringify(text)
  },
}

/** Whether the text needs no quotes: none of its characters, nor the whole, has a meaning in YAML. */
const isBare = (text: string): boolean =>
  /^[a-z(][a-zA-Z0-9 ()<>=+*/.,-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/.test(text)
