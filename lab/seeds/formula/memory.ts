/** In periods: an EMA starts from the mean of its first one, and eleven later it has forgotten that but for e⁻²². */
export const emaMemory = 12

/** In periods: Wilder's average moves half as fast. */
export const wilderMemory = 23
