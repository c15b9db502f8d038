import type { Operation } from '../operation.ts'
import { operationNames, operations } from '../operations.ts'
import { showSignature } from '../units.ts'

/** The reference tables of the README, by heading, generated from the operations. */
export const referenceTables: Readonly<Record<string, string>> = {
  Columns: table(['column', 'unit', 'meaning'], 'column', (name, { signatures, says }) => [
    `\`${name}\``,
    signatures.map(showSignature).join(),
    says,
  ]),
  Functions: table(
    ['written', 'units', 'periods and numbers', 'warm-up in bars', 'meaning'],
    'function',
    (name, operation) => [
      `\`${name}(${[...operation.inputs, ...operation.parameters.map(parameter => parameter.name)].join(', ')})\``,
      units(operation),
      operation.parameters.map(({ name, min, max }) => `${name} ${min}…${max}`).join(', ') || 'none',
      warmup(operation),
      operation.says,
    ],
  ),
  Signs: table(['written', 'units', 'rank', 'meaning'], 'infix', sign, 'prefix'),
}

function table(
  head: readonly string[],
  form: Operation['form'],
  row: (name: string, operation: Operation) => readonly string[],
  orForm = form,
): string {
  const rows = operationNames
    .filter(name => operations[name].form === form || operations[name].form === orForm)
    .map(name => row(name, operations[name]))
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function sign(name: string, operation: Operation): readonly string[] {
  const { form, symbol = name, binds, says } = operation
  const written = form === 'infix' ? `a ${symbol} b` : `${symbol}${symbol === '-' ? '' : ' '}a`
  return [`\`${written}\``, units(operation), String(binds), says]
}

/** A correlation accepts any two quantities; one signature per pair would be unreadable. */
function units({ signatures }: Operation): string {
  return signatures.length > 2 ? 'x, y → ratio' : signatures.map(showSignature).join('; ')
}

function warmup({ parameters, extra }: Operation): string {
  const terms = parameters
    .filter(({ remembers }) => remembers > 0)
    .map(({ name, remembers }) => (remembers === 1 ? name : `${remembers} × ${name}`))
  const constant = extra === 0 ? '' : terms.length === 0 ? String(extra) : extra > 0 ? ` + ${extra}` : ` − ${-extra}`
  return `${terms.join(' + ')}${constant}` || '0'
}
