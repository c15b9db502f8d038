/** Source text in which only code is left to see. */
export interface Skeleton {
  /** As long as the source, line for line: comments, the insides of strings and regular expressions are spaces. */
  readonly code: string
  /** What the strings said, by the offset of their opening quote. A template with `${…}` is not among them. */
  readonly strings: ReadonlyMap<number, string>
}

const blankOut = (text: string) => text.replace(/[^\n]/g, ' ')

const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const string = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
const templatePart = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(`|\$\{)/y
const word = /[\w$]+/y
/** After one of these a slash opens a regular expression; after any other word, and after `)`, `]` or `}`, it divides. */
const beforeValue = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/

export function skeleton(source: string): Skeleton {
  const strings = new Map<number, string>()
  /** For each template we are inside of, how many braces its `${` has open. */
  const braces: number[] = []
  let code = ''
  let before = ''
  const match = (pattern: RegExp) => {
    pattern.lastIndex = code.length
    return pattern.exec(source)?.[0]
  }
  /** The rest of a template up to its end or its next `${`. */
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
