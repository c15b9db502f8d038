import type { Config } from 'vega-lite'

/**
 * Colours of every chart: blue for rises and gains, vermilion for falls and losses. The hues are Okabe and Ito's, which differ for the
 * common colour blindnesses and, by lightness, in print.
 *
 * @see Okabe & Ito, "Color Universal Design", 2008
 */
export const palette = {
  ink: '#222933',
  muted: '#5b6672',
  grid: '#e3e6ea',
  shade: '#eef1f5',
  paper: '#ffffff',
  rise: '#0072b2',
  fall: '#d55e00',
  riseFaint: '#b9c6d2',
  fallFaint: '#8f9aa6',
  neutral: '#7a8694',
  warning: '#b3470b',
} as const

/** Colours of lines in one chart, in order of use. */
export const lineColours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#8a6d00'] as const

/** Heatmap colours for values near zero, and for unknown values. */
export const heatColours = { neither: '#f5f6f8', unknown: '#c9ced5' } as const

const font = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif'

/** Vega-Lite configuration shared by all charts. */
export const config: Config = {
  // Screen readers would read every mark; the report labels each chart as a whole instead.
  aria: false,
  font,
  background: palette.paper,
  view: { stroke: null },
  padding: 6,
  title: {
    anchor: 'start',
    fontSize: 14,
    fontWeight: 600,
    color: palette.ink,
    subtitleColor: palette.muted,
    subtitleFontSize: 11,
    subtitlePadding: 4,
    offset: 12,
  },
  axis: {
    labelColor: palette.muted,
    titleColor: palette.muted,
    titleFontWeight: 'normal',
    labelFontSize: 11,
    titleFontSize: 11,
    gridColor: palette.grid,
    domain: false,
    ticks: false,
    labelPadding: 6,
    titlePadding: 8,
  },
  axisX: { grid: false, domain: true, domainColor: palette.grid, labelFlush: true },
  // All value labels have one width, so that charts above each other align along time.
  axisY: { tickCount: 6, minExtent: 52 },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    title: null,
    labelColor: palette.ink,
    labelFontSize: 11,
    symbolStrokeWidth: 2.5,
    offset: 4,
  },
  range: { category: [...lineColours] },
}
