/**
 * Warm-up of an EMA, in periods: one for the mean that it starts from, and eleven more until the weight of that start
 * is e⁻²².
 */
export const emaMemory = 12

/** Warm-up of Wilder's average, in periods: it moves half as fast as an EMA. */
export const wilderMemory = 23
