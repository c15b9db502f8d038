/** Maximum number of sweeps. Six or seven are enough, because each squares the remaining off-diagonal size. */
const maxSweeps = 40

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations. The method is slow for hundreds of rows.
 * For the dozens needed here it is exact, and identical on every machine.
 *
 * @param a n × n values, row by row, symmetric; not changed
 * @returns `values`: eigenvalues, largest first, equal ones in the order of the diagonal; `vectors`: the k-th
 *   eigenvector begins at index k · n, has length 1 and an arbitrary sign
 * @see Golub and Van Loan, "Matrix Computations" (4th edition), section 8.5
 */
export function symmetricEigen(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const work = Float64Array.from(a)
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < maxSweeps && !isDiagonal(work, n); sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(work, v, n, p, q)
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => work[j * n + j] - work[i * n + i] || i - j)
  const vectors = new Float64Array(n * n)
  order.forEach((from, k) => {
    for (let i = 0; i < n; i++) vectors[k * n + i] = v[i * n + from]
  })
  return { values: Float64Array.from(order, i => work[i * n + i]), vectors }
}

/** Rotates rows and columns p and q of `a` so that its element (p, q) becomes 0, and the columns of `v` alike. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]
  if (apq === 0) return
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p]
    const kq = a[k * n + q]
    a[k * n + p] = c * kp - s * kq
    a[k * n + q] = s * kp + c * kq
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k]
    const qk = a[q * n + k]
    a[p * n + k] = c * pk - s * qk
    a[q * n + k] = s * pk + c * qk
  }
  for (let k = 0; k < n; k++) {
    const kp = v[k * n + p]
    const kq = v[k * n + q]
    v[k * n + p] = c * kp - s * kq
    v[k * n + q] = s * kp + c * kq
  }
  a[p * n + q] = a[q * n + p] = 0
}

/** True when the elements beside the diagonal are negligible. */
function isDiagonal(a: Float64Array, n: number): boolean {
  let beside = 0
  let all = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      all += a[i * n + j] ** 2
      if (i !== j) beside += a[i * n + j] ** 2
    }
  }
  return beside <= 1e-30 * all
}
