/** Ending of a gap's reason while the gap may still be filled: the next fetch, or a running recorder, then requests the range. */
export const toBeFetched = '; to be fetched'
