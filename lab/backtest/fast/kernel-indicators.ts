import { epanechnikovWeights, gaussianWeights, sumOf } from '../../indicators/kernel-regression.ts'
import { type KeptColumns, padded } from './kept-columns.ts'
import type { Address, Kernel } from './kernel.ts'

/**
 * Indicators computed in the memory of the WebAssembly kernel. Results equal those of `lab/indicators` to the last
 * bit. Each function takes and returns addresses of columns in that memory.
 */
export type KernelIndicators = ReturnType<typeof kernelIndicators>

/**
 * Makes the indicators of one symbol. Each result is computed once and cached in `columns`.
 *
 * @param tails address of scratch memory for three columns, each as long as the longest symbol's
 * @param rows  length of the symbol's columns
 */
export function kernelIndicators({ call }: Kernel, columns: KeptColumns, tails: Address, rows: number) {
  const made = (name: string, given: readonly number[], make: (out: Address) => void) =>
    columns.made(`${name}|${given.join()}|${rows}`, rows, make)

  const sma = (x: Address, period: number) => made('sma', [x, period], out => call.sma(x, period, tails, out, rows))
  const rollingSum = (x: Address, period: number) =>
    made('rollingSum', [x, period], out => call.rollingSum(x, period, tails, out, rows))
  const extreme = (x: Address, period: number, sign: 1 | -1) =>
    made('extreme', [x, period, sign], out => call.extreme(x, period, sign, tails, out, rows))
  const squares = (x: Address, period: number) =>
    made('squares', [x, period], out => call.squares(x, period, tails, out, rows))

  return {
    sma,
    rollingSum,
    /** The kernel computes four consecutive periods at once; this returns the address of the requested one. */
    ema(x: Address, period: number) {
      const [shortest, stride] = [period - (period % 4) || 1, 8 * padded(rows)]
      const key = `ema|${x},${shortest}|${rows}`
      const four = columns.made(key, 4 * padded(rows), out => call.exponentials(x, shortest, out, stride, rows))
      return four + (period - shortest) * stride
    },
    rollingMin: (x: Address, period: number) => extreme(x, period, -1),
    rollingMax: (x: Address, period: number) => extreme(x, period, 1),
    /** Mean of two columns, row by row. */
    middle: (a: Address, b: Address) => made('middle', [a, b], out => call.middle(a, b, out, rows)),
    /** Position of the close between two bounds, 0 at the lower to 100 at the upper; 50 where the bounds are equal. */
    place: (close: Address, upper: Address, lower: Address) =>
      made('place', [close, upper, lower], out => call.place(close, upper, lower, out, rows)),
    /** x / y, row by row. */
    ratio: (x: Address, y: Address) => made('ratio', [x, y], out => call.ratio(x, y, out, rows)),
    simpleReturns: (x: Address, period: number) =>
      made('simpleReturns', [x, period], out => call.simpleReturns(x, period, out, rows)),
    rollingStd: (x: Address, period: number) =>
      made('rollingStd', [x, period], out => {
        call.squares(x, period, tails, out, rows)
        call.roots(out, period - 1, 0, out, rows)
      }),
    /** Upper Bollinger band: one population standard deviation above the middle. */
    upperBand: (x: Address, middle: Address, period: number) =>
      made('upperBand', [x, period], out => call.roots(squares(x, period), period, middle, out, rows)),
    rsiCutler(x: Address, period: number) {
      const losses = made('losses', [x], out => call.changes(x, tails, out, rows))
      const gains = made('gains', [x], out => call.changes(x, out, tails, rows))
      return made('rsiCutler', [x, period], out => {
        call.rollingSum(gains, period, tails, out, rows)
        call.share(out, rollingSum(losses, period), rows)
      })
    },
    vwap(high: Address, low: Address, close: Address, volume: Address, period: number) {
      const turnover = made('turnover', [high, low, close, volume], out =>
        call.turnover(high, low, close, volume, out, rows),
      )
      return made('vwap', [turnover, period], out => {
        call.rollingSum(turnover, period, tails, out, rows)
        call.ratio(out, rollingSum(volume, period), out, rows)
      })
    },
    vwapDeviation: (high: Address, low: Address, close: Address, volume: Address, period: number) =>
      made('vwapDeviation', [high, low, close, volume, period], out =>
        call.volumeDeviation(high, low, close, volume, period, tails, out, rows),
      ),
    kernelRegression(x: Address, kernel: 'gaussian' | 'epanechnikov', bandwidth: number) {
      const weights = (kernel === 'gaussian' ? gaussianWeights : epanechnikovWeights)(bandwidth)
      return made(kernel, [x, bandwidth], out => {
        call.smoothed(x, columns.address(weights), weights.length, sumOf(weights), out, rows)
      })
    },
  }
}
