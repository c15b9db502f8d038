import { fail, ok } from '../../result.ts'
import type { Expression } from '../../seeds/formula/expression.ts'
import { parseFormula } from '../../seeds/formula/parse.ts'
import { printFormula } from '../../seeds/formula/print.ts'
import type { Scalar } from './shape.ts'

/** An expression that is true or false at each bar: lab/seeds/formula/README.md says what may be written. */
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

/** No letter of it means anything to YAML, nor does the whole. */
const isBare = (text: string): boolean =>
  /^[a-z(][a-zA-Z0-9 ()<>=+*/.,-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/.test(text)
