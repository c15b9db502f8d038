import { refuse } from '../wire/refusal.ts'

/** Parses a line of JSON. @throws WireError */
export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('', 'JSON', text)
    throw error
  }
}
