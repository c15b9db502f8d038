import { lineColours, palette } from './theme.ts'

/** The chart colours in the dark, each lightened until it stands out from the dark paper. */
const dark: Readonly<Record<string, string>> = {
  [palette.ink]: '#e7eaee',
  [palette.muted]: '#a3adb8',
  [palette.grid]: '#2c333c',
  [palette.shade]: '#1f252d',
  [palette.paper]: '#14181d',
  [palette.rise]: '#56a8e0',
  [palette.fall]: '#f0884a',
  [palette.riseFaint]: '#5d6b7a',
  [palette.fallFaint]: '#3f4a56',
  [palette.neutral]: '#7a8694',
  [palette.warning]: '#ff9d5c',
  '#e69f00': '#f0b429',
  '#009e73': '#2fc79b',
  '#cc79a7': '#e29cc3',
  '#56b4e9': '#8fd0f7',
  '#8a6d00': '#c9ab3c',
}

const colours = [...new Set([...Object.values(palette), ...lineColours])]
const variable = (colour: string) => `--c${colour.slice(1)}`

/** Replaces the chart colours in SVG or JSON by variables of the page, which know light and dark. */
export const inPageColours = (text: string): string =>
  colours.reduce((text, colour) => text.replaceAll(`"${colour}"`, `"var(${variable(colour)})"`), text)

const declared = (value: (colour: string) => string) =>
  colours.map(colour => `${variable(colour)}:${value(colour)}`).join(';')

const use = (name: keyof typeof palette) => `var(${variable(palette[name])})`

/** The report's style sheet. */
export const style = `
:root{color-scheme:light dark;${declared(colour => colour)};--pass:#00674b;--pass-shade:#dcf1ea}
@media (prefers-color-scheme:dark){:root{${declared(colour => dark[colour])};--pass:#4fd1a5;--pass-shade:#12352b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:32px 24px 64px;background:${use('paper')};color:${use('ink')};
font:15px/1.55 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
h1{font-size:30px;line-height:1.2;margin:0 0 16px;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:18px;margin:44px 0 12px;padding-top:14px;border-top:1px solid ${use('grid')}}
.eyebrow,.note{color:${use('muted')};font-size:13px;margin:0 0 6px}
.note{margin:8px 0}
.summary{margin:0 0 6px}
.synthetic{background:${use('warning')};color:${use('paper')};font-weight:600;padding:8px 14px;border-radius:6px;margin:0 0 20px}
.verdict{font-size:18px;font-weight:600;margin:0 0 12px;padding:10px 14px;border-left:5px solid;border-radius:4px;background:${use('shade')}}
.pass{color:var(--pass)}.fail{color:${use('fall')}}.unsaid{color:${use('muted')}}
.badge{font-weight:600;white-space:nowrap}
figure{margin:0 0 16px}
.picture svg{max-width:100%;height:auto;display:block}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:0 32px}
.wide{overflow-x:auto}
.tall{max-height:520px;overflow-y:auto;border:1px solid ${use('grid')};border-radius:6px}
.tall thead th{position:sticky;top:0;background:${use('paper')}}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid ${use('grid')};vertical-align:top}
.tall th,.tall td{padding:5px 10px;white-space:nowrap;font-size:13px}
thead th{color:${use('muted')};font-weight:500;font-size:13px}
tbody th{font-weight:500}
.number{text-align:right;white-space:nowrap}
td.number+td:not(.number),th.number+th:not(.number){padding-left:16px}
.quiet{color:${use('muted')}}
pre{background:${use('shade')};padding:14px 16px;border-radius:6px;overflow-x:auto;font-size:13px;line-height:1.5;margin:0}
@media (max-width:560px){body{padding:20px 14px}.pair{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}.tall{max-height:none}section{break-inside:avoid}#trades{break-inside:auto}}
`
