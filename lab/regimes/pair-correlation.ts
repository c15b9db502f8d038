import { requireEqualLengths } from '../indicators/lengths.ts'
import { requireBars } from '../indicators/period.ts'
import type { Column } from '../market/bars.ts'

/**
 * Pearson's correlation over the last `period` rows. Rows that are unknown in either column are left out.
 *
 * Unlike `rollingCorrelation` it tolerates missing rows, because a market of many symbols always has some.
 *
 * Rows are summed in blocks (see `rollingComoment`), and nothing is subtracted from a sum. So rounding errors do not
 * accumulate, and values that left the window have no effect.
 *
 * @param period rows, an integer ≥ 2
 * @param least  minimum number of rows known in both columns, an integer 2…period
 * @returns −1…+1; NaN with too few rows, and where either column is constant; first defined row: least − 1
 * @see Chan, Golub and LeVeque (1983), "Algorithms for computing the sample variance", formula 2.1
 */
export function pairCorrelation(x: Column, y: Column, period: number, least: number): Float64Array {
  requireWindow('pairCorrelation', period, least)
  requireEqualLengths('pairCorrelation', { x, y })
  const n = x.length
  const out = new Float64Array(n).fill(Number.NaN)
  const tails = Array.from({ length: 6 }, () => new Float64Array(period))
  const [tailN, tailX, tailY, tailXX, tailYY, tailXY] = tails
  for (let start = 0; start < n; start += period) {
    const end = Math.min(start + period, n)
    let [count, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0]
    for (let i = start; i < end; i++) {
      const dx = x[i] - meanX
      const dy = y[i] - meanY
      if (Number.isFinite(dx) && Number.isFinite(dy)) {
        const share = count / ++count
        meanX += dx / count
        meanY += dy / count
        xx += dx * dx * share
        yy += dy * dy * share
        xy += dx * dy * share
      }
      const older = period - 1 - (i - start)
      const points = count + tailN[older]
      if (points < least) continue
      const apartX = meanX - tailX[older]
      const apartY = meanY - tailY[older]
      const weight = (count * tailN[older]) / points
      out[i] = correlationOf(
        xx + tailXX[older] + apartX * apartX * weight,
        yy + tailYY[older] + apartY * apartY * weight,
        xy + tailXY[older] + apartX * apartY * weight,
        (count * meanX + tailN[older] * tailX[older]) / points,
        (count * meanY + tailN[older] * tailY[older]) / points,
        points,
      )
    }
    if (end === n) break
    gather(x, y, end, tails)
  }
  return out
}

/**
 * Fills `tails` with the moments of the last 0, 1, … period − 1 rows before `end`: element k of each array is for k
 * rows.
 */
function gather(x: Column, y: Column, end: number, tails: readonly Float64Array[]): void {
  const [tailN, tailX, tailY, tailXX, tailYY, tailXY] = tails
  for (let a = 1; a < tailN.length; a++) {
    const dx = x[end - a] - tailX[a - 1]
    const dy = y[end - a] - tailY[a - 1]
    const isKnown = Number.isFinite(dx) && Number.isFinite(dy)
    const count = tailN[a - 1] + Number(isKnown)
    const share = isKnown ? tailN[a - 1] / count : 0
    tailN[a] = count
    tailX[a] = tailX[a - 1] + (isKnown ? dx / count : 0)
    tailY[a] = tailY[a - 1] + (isKnown ? dy / count : 0)
    tailXX[a] = tailXX[a - 1] + (isKnown ? dx * dx * share : 0)
    tailYY[a] = tailYY[a - 1] + (isKnown ? dy * dy * share : 0)
    tailXY[a] = tailXY[a - 1] + (isKnown ? dx * dy * share : 0)
  }
}

/**
 * Correlation from sums of squared deviations (`xx`, `yy`) and of their products (`xy`).
 *
 * @param points number of rows in the sums
 * @returns −1…+1; NaN where either column is constant
 */
export function correlationOf(
  xx: number,
  yy: number,
  xy: number,
  meanX: number,
  meanY: number,
  points: number,
): number {
  if (isConstant(xx, meanX, points) || isConstant(yy, meanY, points)) return Number.NaN
  return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))))
}

/** Sums of squares below this have lost digits. No market moves by so little. */
const nothing = 1e-280

/**
 * Whether a column is constant. Variation by rounding alone counts as constant, because rounding errors would correlate
 * by chance.
 */
const isConstant = (squares: number, mean: number, points: number) =>
  !(squares > nothing && Math.sqrt(squares / points) > 1e-10 * Math.abs(mean))

/**
 * Checks the window of a correlation.
 *
 * @param who name of the calling function, for the message
 * @throws RangeError unless both numbers are integers and 2 ≤ least ≤ period
 */
export function requireWindow(who: string, period: number, least: number): void {
  requireBars(`${who}: period`, period, 2)
  requireBars(`${who}: least`, least, 2)
  if (least > period) throw new RangeError(`${who}: least is ${least}, expected at most the period, ${period}`)
}
