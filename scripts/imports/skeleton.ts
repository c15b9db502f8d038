/** Source text without the content of comments, strings and regular expressions. */
export interface Skeleton {
  /** The source with spaces in place of the removed characters: same length, same lines. */
  readonly code: string
  /** Contents of the strings, by the offset of their opening quote. Templates with `${…}` are left out. */
  readonly strings: ReadonlyMap<number, string>
}

const blankOut = (text: string) => text.replace(/[^\n]/g, ' ')

const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const string = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
const templatePart = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(`|\$\{)/y
const word = /[\w$]+/y
/**
 * Words after which a slash starts a regular expression. After other words, and after `)`, `]` or `}`, a slash is a
 * division.
 */
const beforeValue = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/

/** Replaces comments, strings and regular expressions by spaces, so that patterns match code only. */
export function skeleton(source: string): Skeleton {
  const strings = new Map<number, string>()
  /** For each open template, the number of braces open within its `${`. */
  const braces: number[] = []
  let code = ''
  let before = ''
  const match = (pattern: RegExp) => {
    pattern.lastIndex = code.length
    return pattern.exec(source)?.[0]
  }
  /**
   * Blanks a template up to its end or its next `${`.
   *
   * @returns the text of the template if it ends here
   */
  const template = () => {
    const part = match(templatePart) ?? source.slice(code.length)
    const opens = part.endsWith('${')
    if (opens) braces.push(0)
    const end = part.length - (opens ? 2 : 1)
    code += blankOut(part.slice(0, end)) + part.slice(end)
    before = opens ? '{' : '`'
    return opens ? undefined : part.slice(0, end)
  }
  while (code.length < source.length) {
    const start = code.length
    const char = source[start]
    const hidden = char === '/' ? match(comment) : undefined
    const quoted = char === "'" || char === '"' ? match(string) : undefined
    const opensValue = before === '' || beforeValue.test(before) || !/[\w$)\]}'"`]$/.test(before)
    const pattern = char === '/' && !hidden && opensValue ? match(regex) : undefined
    const name = match(word)
    if (hidden) code += blankOut(hidden)
    else if (quoted) {
      strings.set(start, quoted.slice(1, -1))
      code += char + blankOut(quoted.slice(1, -1)) + char
      before = char
    } else if (pattern) {
      code += `/${blankOut(pattern.slice(1, -1))}/`
      before = '`'
    } else if (char === '`' || (char === '}' && braces.at(-1) === 0)) {
      if (char === '}') braces.pop()
      code += char
      const whole = template()
      if (char === '`' && whole !== undefined) strings.set(start, whole)
    } else {
      if (char === '{' && braces.length) braces[braces.length - 1]++
      if (char === '}' && braces.length) braces[braces.length - 1]--
      code += name ?? char
      if (name ?? char.trim()) before = name ?? char
    }
  }
  return { code, strings }
}
