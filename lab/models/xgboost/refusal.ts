/** Why a model file is refused. Thrown inside this folder only; `readXgboost` turns it into a result. */
export class Refusal extends Error {}

export function refuse(where: string, expected: string, found: unknown): never {
  throw new Refusal(`${where}: expected ${expected}, found ${shown(found)}`)
}

function shown(found: unknown): string {
  if (typeof found === 'string') return JSON.stringify(found.length > 60 ? `${found.slice(0, 60)}…` : found)
  if (Array.isArray(found)) return 'a list'
  if (ArrayBuffer.isView(found)) return 'a list of numbers'
  return typeof found === 'object' && found !== null ? 'an object' : String(found)
}
