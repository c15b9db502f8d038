/**
 * Maximum attempts of a genetic operator to change a formula before it returns the parent unchanged. When a formula is
 * at its size limit, most random changes would exceed the limit.
 */
export const attempts = 12
