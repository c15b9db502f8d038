/**
 * numpy's RandomState(seed).standard_normal: MT19937 (Matsumoto and Nishimura 1998), 53-bit doubles, and the polar
 * method, which keeps its second number. Reimplemented to draw the series on which the `arch` package tests its block
 * lengths.
 */
export function numpyNormal(seed: number): () => number {
  const state = new Uint32Array(624)
  state[0] = seed
  for (let i = 1; i < 624; i++) state[i] = Math.imul(1_812_433_253, state[i - 1] ^ (state[i - 1] >>> 30)) + i
  let at = 624
  function word(): number {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7fff_ffff)
        state[i] = state[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908_b0df : 0)
      }
      at = 0
    }
    let y = state[at++]
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return (y ^ (y >>> 18)) >>> 0
  }
  const double = () => ((word() >>> 5) * 67_108_864 + (word() >>> 6)) / 2 ** 53
  let kept: number | undefined
  return () => {
    if (kept !== undefined) {
      const value = kept
      kept = undefined
      return value
    }
    for (;;) {
      const [x, y] = [2 * double() - 1, 2 * double() - 1]
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      kept = factor * x
      return factor * y
    }
  }
}
