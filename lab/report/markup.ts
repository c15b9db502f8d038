/** HTML that may be put into a page as it is. */
export interface Markup {
  readonly markup: string
}

/** What a template takes. */
export type Part = Markup | string | number | readonly Part[] | undefined

/** A template for HTML: everything that is put in is escaped, save other markup; `undefined` is nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  trusted(strings.reduce((text, string, i) => text + written(parts[i - 1]) + string))

/** Text of our own making that is HTML already. */
export const trusted = (markup: string): Markup => ({ markup })

function written(part: Part): string {
  if (part === undefined) return ''
  if (Array.isArray(part)) return part.map(written).join('')
  if (typeof part === 'object' && 'markup' in part) return part.markup
  return String(part).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** A value as JSON that can stand inside a `<script>` element. */
export const json = (value: unknown): Markup => trusted(JSON.stringify(value).replaceAll('<', '\\u003c'))
