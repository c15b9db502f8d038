/** What the lake calls Hyperliquid. */
export const venue = 'hyperliquid'
