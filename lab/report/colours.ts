import { lineColours, palette } from '../charts/theme.ts'

/** The chart colours in dark mode, each lightened for contrast with the dark background. */
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

/** Replaces the chart colours in SVG or JSON by CSS variables, which have values for light and dark mode. */
export const inPageColours = (text: string): string =>
  colours.reduce((text, colour) => text.replaceAll(`"${colour}"`, `"var(${variable(colour)})"`), text)

/** CSS expression for a chart colour. */
export const pageColour = (name: keyof typeof palette): string => `var(${variable(palette[name])})`

const declared = (value: (colour: string) => string) =>
  colours.map(colour => `${variable(colour)}:${value(colour)}`).join(';')

/** CSS rules that give every colour variable its value in light and dark mode. */
export const colourRules = `
:root{color-scheme:light dark;${declared(colour => colour)};--pass:#00674b;--pass-shade:#dcf1ea}
@media (prefers-color-scheme:dark){:root{${declared(colour => dark[colour])};--pass:#4fd1a5;--pass-shade:#12352b}}`
