import { showTime } from '../market/units.ts'
import { html, type Markup, trusted } from './markup.ts'
import { syntheticLabel } from './notice.ts'
import { style } from './style.ts'

export interface Page {
  /** Title of the window, and the heading unless `heading` is given. */
  readonly title: string
  readonly heading?: string
  /** Kind of page, printed above the heading. */
  readonly kind: string
  /** Epoch ms; absent for a page that always shows the present. */
  readonly createdAt?: number
  /** Whether a simulated market is the basis; the page then begins by saying so. */
  readonly synthetic?: boolean
  /** Content below the heading: the verdict, then sentences. */
  readonly lead?: readonly Markup[]
  readonly body: Markup
  /** Scripts at the end of the page. */
  readonly scripts: Markup
  /** Elements for the head, and CSS rules, that only this page needs. */
  readonly head?: Markup
  readonly ownStyle?: string
}

/** Renders a whole page as text. Its style sheet is included, so that no other file is needed. */
export const page = ({ title, heading = title, kind, createdAt, synthetic, lead = [], ...parts }: Page): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${parts.head}<style>${trusted(style + (parts.ownStyle ?? ''))}</style>
</head>
<body>
<header>
${synthetic ? syntheticLabel : undefined}
<p class="eyebrow">${kind}${createdAt === undefined ? undefined : ` · ${showTime(createdAt)} UTC`}</p>
<h1>${heading}</h1>
${lead}
</header>
${parts.body}
${parts.scripts}
</body>
</html>
`.markup
