import { number, setNumber } from './memory'

/** Exposure of `lab/seeds/ema-cross.ts`. */
export function emaCross(quick: usize, slow: usize, band: f64, out: usize, from: i32, to: i32): void {
  const one = f64x2.splat(1)
  const most = f64x2.splat(band)
  const least = f64x2.splat(-band)
  let row = from
  for (; row + 2 <= to; row += 2) {
    const at = (<usize>row) << 3
    const lead = f64x2.sub(f64x2.div(v128.load(quick + at), v128.load(slow + at)), one)
    const long = v128.and(f64x2.gt(lead, most), one)
    v128.store(out + at, f64x2.sub(long, v128.and(f64x2.lt(lead, least), one)))
  }
  if (row == to) return
  const lead = number(quick, row) / number(slow, row) - 1
  setNumber(out, row, lead > band ? 1 : lead < -band ? -1 : 0)
}
