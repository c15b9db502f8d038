import { parseInput } from '../../lab/input-error.ts'

/** Reads a whole number of at least `least` and at most nine digits. @throws InputError naming the flag */
export const whole = (flag: string, least: number) => (text: string) =>
  parseInput(flag, text, raw => {
    const value = Number(raw)
    if (!/^\d{1,9}$/.test(raw) || value < least)
      throw new RangeError(`expected a whole number of at least ${least} and at most nine digits, found "${raw}"`)
    return value
  })

/** Reads a number of at least `least`. @throws InputError naming the flag */
export const decimal = (flag: string, least: number) => (text: string) =>
  parseInput(flag, text, raw => {
    const value = Number(raw)
    if (!/^\d+(\.\d+)?$/.test(raw) || !(value >= least))
      throw new RangeError(`expected a number of at least ${least}, found "${raw}"`)
    return value
  })
