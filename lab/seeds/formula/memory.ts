/**
 * Warm-up of an EMA, in periods. The EMA starts from the mean of one period of values; after eleven more periods the
 * weight of that mean is e⁻²².
 */
export const emaMemory = 12

/** Warm-up of Wilder's average, in periods. It is longer, because this average moves half as fast as an EMA. */
export const wilderMemory = 23
