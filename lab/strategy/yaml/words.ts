import { fail, ok } from '../../result.ts'
import { quoted } from './flaw.ts'
import { nearest } from './nearest.ts'
import type { Scalar } from './shape.ts'

/** One of several fixed words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Scalar<Word> {
  const expects = words.map(word => `\`${word}\``).join(' or ')
  return {
    kind: 'scalar',
    expects,
    example: words[0],
    words,
    read(text) {
      const word = words.find(each => each === text)
      if (word !== undefined) return ok(word)
      const meant = nearest(text, words)
      return fail(`found ${quoted(text)}, expected ${expects}${meant ? `; did you mean ${meant}?` : ''}`)
    },
    write: word => word,
  }
}

export const yesOrNo: Scalar<boolean> = {
  kind: 'scalar',
  expects: '`true` or `false`',
  example: 'false',
  words: ['true', 'false'],
  read: text =>
    text === 'true' || text === 'false' ? ok(text === 'true') : fail(`found ${quoted(text)}, expected true or false`),
  write: String,
}

/** Text that matches a pattern. */
export const text = (form: RegExp, expects: string, example: string): Scalar<string> => ({
  kind: 'scalar',
  expects,
  example,
  form,
  read: found =>
    form.test(found) ? ok(found) : fail(`found ${quoted(found)}, expected ${expects}; for example ${quoted(example)}`),
  write: value => (isPlain(value) ? value : JSON.stringify(value)),
})

/** A SHA-256 hash. */
export const contentHash: Scalar<string> = text(
  /^sha256:[0-9a-f]{64}$/,
  '`sha256:` and 64 hex digits',
  `sha256:${'0'.repeat(64)}`,
)

/**
 * One line of text for people. Control, format and private-use characters are refused: in a file that people sign, a
 * text must not look different from its bytes.
 */
export const line = (example: string): Scalar<string> =>
  text(/^(?! )[^\p{C}\p{Zl}\p{Zp}]{1,200}(?<! )$/u, 'one line of 1 to 200 visible characters', example)

/**
 * Whether every YAML reader takes the text as text without quotes. The symbol `NO` could be read as a boolean, and
 * `1e3` as a number.
 */
const isPlain = (value: string): boolean =>
  /^[A-Za-z](?:[\w./-]|[: ](?=\w))*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value)
