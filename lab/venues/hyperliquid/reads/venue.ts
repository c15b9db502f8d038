/** Hyperliquid's name in the lake. */
export const venue = 'hyperliquid'
