/** Draws before an operator gives its parent back unchanged: in a formula that may not grow, few draws fit. */
export const attempts = 12
