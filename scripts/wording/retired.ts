/** A word that this code used to have for itself, and the field's word that took its place. */
export interface RetiredWord {
  /** Matched as a whole word, in code, comments, messages and documents alike. */
  readonly word: RegExp
  readonly instead: string
  /** Where it is held out, as the beginnings of paths; everywhere when absent. */
  readonly within?: readonly string[]
}

const word = (text: string, instead: string, ...within: readonly string[]): RetiredWord => ({
  word: new RegExp(`(?<![\\w$])(?:${text})(?![\\w$])`, 'gu'),
  instead,
  ...(within.length > 0 && { within }),
})

/** By the room in which the word was at home. */
export const retired: readonly RetiredWord[] = [word('SignalConfig', 'SignalConfig')]
