/**
 * Attempts of a genetic operator before it returns its parent unchanged. In a formula at its size limit, few random
 * changes fit.
 */
export const attempts = 12
