/**
 * Checks an argument that is a number of bars.
 *
 * @throws RangeError naming the argument and its value, when it is not a whole number or is below `least`
 */
export function requireBars(argument: string, value: number, least = 1): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${argument} is ${value}, expected a whole number of bars ≥ ${least}`)
  }
}
