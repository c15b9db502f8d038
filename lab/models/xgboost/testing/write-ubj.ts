/**
 * Writes plain data as UBJ in XGBoost's style: eight-byte lengths, and typed arrays for lists of numbers where that is
 * lossless.
 */
export function writeUbj(value: unknown): Uint8Array {
  return Uint8Array.from(bytesOf(value))
}

function bytesOf(value: unknown): number[] {
  if (typeof value === 'string') return [...marker('S'), ...text(value)]
  if (typeof value === 'number') return [...marker('D'), ...packed(8, view => view.setFloat64(0, value))]
  if (Array.isArray(value)) return list(value)
  const entries = Object.entries(value as object).flatMap(([key, inner]) => [...text(key), ...bytesOf(inner)])
  return [...marker('{'), ...entries, ...marker('}')]
}

function list(values: readonly unknown[]): number[] {
  const count = [...marker('#'), ...length(values.length)]
  if (values.length === 0 || !values.every(value => typeof value === 'number'))
    return [...marker('['), ...count, ...values.flatMap(bytesOf)]
  const whole = values.every(value => Number.isInteger(value))
  const element = (value: number) => packed(4, view => (whole ? view.setInt32(0, value) : view.setFloat32(0, value)))
  return [...marker(whole ? '[$l' : '[$d'), ...count, ...values.flatMap(value => Array.from(element(value)))]
}

const marker = (characters: string) => Array.from(characters, character => character.charCodeAt(0))
const length = (count: number) => [...marker('L'), ...packed(8, view => view.setBigInt64(0, BigInt(count)))]
const text = (value: string) => {
  const bytes = new TextEncoder().encode(value)
  return [...length(bytes.length), ...bytes]
}

function packed(bytes: number, write: (view: DataView) => void): Uint8Array {
  const out = new Uint8Array(bytes)
  write(new DataView(out.buffer))
  return out
}
