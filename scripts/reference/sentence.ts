/** The first sentence of a docstring, on one line; empty when there is none. Tags such as `@throws` belong to none. */
export function firstSentence(docstring: string): string {
  const text = docstring
    .split(/\n\s*\n|\s@[a-z]/)[0]
    .replace(/\s+/g, ' ')
    .trim()
  const end = /[.?!]["”]?(?= [A-Z`]|$)/.exec(text)
  return end ? text.slice(0, end.index + end[0].length) : text
}
