/**
 * What the reason of a row of `gaps` ends with while it may still be filled: whoever fetches next, a recording that goes on or a
 * fetch, asks for it.
 */
export const toBeFetched = '; to be fetched'
