import { showTime } from '../market/units.ts'
import { html, type Markup, trusted } from './markup.ts'
import { syntheticLabel } from './notice.ts'
import { style } from './style.ts'

export interface Page {
  /** What the window is called; the heading too, unless that is given. */
  readonly title: string
  readonly heading?: string
  /** What kind of page it is. */
  readonly kind: string
  /** Epoch ms; absent for a page that is always of now. */
  readonly createdAt?: number
  /** Made from a simulated market: said first. */
  readonly synthetic?: boolean
  /** What stands under the heading: the verdict, then sentences. */
  readonly lead?: readonly Markup[]
  readonly body: Markup
  /** Scripts at the end. */
  readonly scripts: Markup
  /** Elements of the head, and rules of style, that no other page needs. */
  readonly head?: Markup
  readonly ownStyle?: string
}

/** A whole page as text. The style sheet stands in it, so that it needs no file beside it. */
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
