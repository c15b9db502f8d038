/** Name of Hyperliquid in the column `venue` of the lake. */
export const venue = 'hyperliquid'
