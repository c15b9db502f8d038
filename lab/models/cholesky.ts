/**
 * Solves a · x = b for a symmetric, positive definite matrix, by Cholesky's decomposition.
 *
 * @param a n × n values in rows, of which only the lower triangle is read; overwritten with its Cholesky factor
 * @param b n values; overwritten with x
 * @see Golub and Van Loan, "Matrix Computations" (4th edition), section 4.2
 */
export function solveCholesky(a: Float64Array, b: Float64Array): void {
  const n = b.length
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j]
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k]
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i] -= a[i * n + k] * b[k]
    b[i] /= a[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= a[k * n + i] * b[k]
    b[i] /= a[i * n + i]
  }
}
