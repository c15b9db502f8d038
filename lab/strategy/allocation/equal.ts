/**
 * Equal shares: hard to beat where nothing can be estimated reliably.
 *
 * @param n number of members, ≥ 0
 * @see DeMiguel, Garlappi and Uppal (2009), "Optimal versus naive diversification", Review of Financial Studies 22
 */
export const equal = (n: number): Float64Array => new Float64Array(n).fill(1 / n)
