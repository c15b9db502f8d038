/** HTML that is inserted into a page unescaped. */
export interface Markup {
  readonly markup: string
}

/** A value that the template accepts. */
export type Part = Markup | string | number | readonly Part[] | undefined

/** Template for HTML. Inserted values are escaped, except `Markup`; `undefined` inserts nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  trusted(strings.reduce((text, string, i) => text + written(parts[i - 1]) + string))

/** Marks a text as HTML, so that it is not escaped. It must not contain text from files, users or venues. */
export const trusted = (markup: string): Markup => ({ markup })

function written(part: Part): string {
  if (part === undefined) return ''
  if (Array.isArray(part)) return part.map(written).join('')
  if (typeof part === 'object' && 'markup' in part) return part.markup
  return String(part).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** A value as JSON that is safe inside a `<script>` element. */
export const json = (value: unknown): Markup => trusted(JSON.stringify(value).replaceAll('<', '\\u003c'))
