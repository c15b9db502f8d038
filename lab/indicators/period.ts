/** @throws RangeError naming the argument and its value, unless it is a whole number of bars and at least `least` */
export function requireBars(argument: string, value: number, least = 1): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${argument} is ${value}, expected a whole number of bars ≥ ${least}`)
  }
}
