/** Seeds: trading ideas as code, and formulas, which are ideas written as text. */

export { seedNamed as named, seeds as all } from '../seeds/index.ts'
export type { Seed } from '../seeds/seed.ts'

// An idea written as a formula.

export { parseFormula } from '../seeds/formula/parse.ts'
export { printFormula } from '../seeds/formula/print.ts'
export { parseRules, printRules } from '../seeds/formula/rules.ts'
