/** Range of powers of ten for prices and lots; the same as in `kernel/memory.as`. */
const [lowest, highest] = [-20, 40]

/** Powers of ten as JavaScript computes them, since another double would round to another price. */
export const powersOfTen = (): Float64Array =>
  Float64Array.from({ length: highest - lowest + 1 }, (_, k) => 10 ** (lowest + k))

/**
 * For each power of ten, the least number whose `log10` rounds down to it. It may differ from the power by a few units
 * in the last place.
 */
export const digitsFrom = (): Float64Array =>
  Float64Array.from({ length: highest - lowest + 1 }, (_, k) => leastAbove(lowest + k))

function leastAbove(power: number): number {
  const reaches = (x: number) => Math.floor(Math.log10(x)) >= power
  let least = 10 ** power
  while (reaches(beside(least, -1))) least = beside(least, -1)
  while (!reaches(least)) least = beside(least, 1)
  return least
}

const word = new Float64Array(1)
const bits = new BigInt64Array(word.buffer)

/** The adjacent double of a positive number. */
function beside(x: number, step: 1 | -1): number {
  word[0] = x
  bits[0] += BigInt(step)
  return word[0]
}
