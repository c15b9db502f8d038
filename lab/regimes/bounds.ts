/**
 * @param limits two named limits, the lower one first
 * @param most   upper bound of both limits
 * @throws RangeError naming detector, limit and value, unless 0 ≤ lower ≤ upper ≤ most
 */
export function requireAscending(
  detector: string,
  limits: Readonly<Record<string, number>>,
  most = Number.MAX_VALUE,
): void {
  const [[lowName, low], [highName, high]] = Object.entries(limits)
  const end = most === Number.MAX_VALUE ? 'a finite number' : `${most}`
  if (!(low >= 0 && low <= most)) throw new RangeError(`${detector}: ${lowName} is ${low}, expected 0 to ${end}`)
  if (!(high >= low && high <= most)) {
    throw new RangeError(`${detector}: ${highName} is ${high}, expected ${lowName}, ${low}, to ${end}`)
  }
}
