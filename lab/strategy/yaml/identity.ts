import { createHash } from 'node:crypto'
import type { Strategy } from '../strategy.ts'
import { file, format } from './fields.ts'
import { renderField } from './render.ts'

/**
 * Identity of a strategy, independent of its approvals: `sha256:` and the 64 hex digits of the hash of its canonical
 * content. The same digits result from `sed -n '/^format:/,/^hash:/p' FILE | sed '$d' | sha256sum`.
 *
 * @param version format in which the content is written
 */
export const identify = (strategy: Strategy, version: number = format): string =>
  `sha256:${createHash('sha256').update(canonical(strategy, version)).digest('hex')}`

/** Canonical content: the file from `format:` to just before `hash:`, byte for byte. */
export const canonical = (strategy: Strategy, version: number = format): string =>
  `${sections({ ...strategy, format: version }, contentFields)}\n`

/** The part of the file that the hash does not cover: the hash itself and the approvals. */
export const seal = (strategy: Strategy): string =>
  sections({ hash: identify(strategy), approvals: strategy.approvals }, sealFields)

const isSeal = (key: string) => key === 'hash' || key === 'approvals'
const contentFields = file.fields.filter(({ key }) => !isSeal(key))
const sealFields = file.fields.filter(({ key }) => isSeal(key))

/** Fields as text. Consecutive single-line fields have no empty line between them; a block has one on each side. */
function sections(value: object, fields: typeof file.fields): string {
  const values = value as Readonly<Record<string, unknown>>
  let text = ''
  let afterBlock = false
  for (const { key, property, shape } of fields) {
    if (values[property] === undefined) continue
    const lines = renderField(key, shape, values[property])
    const isBlock = lines.length > 1
    if (text && (isBlock || afterBlock)) text += '\n'
    text += `${lines.join('\n')}\n`
    afterBlock = isBlock
  }
  return text
}
