/**
 * Suffix of a gap's reason while the gap may still be filled. The next fetch, or a running recorder, requests the range
 * of a gap with this suffix.
 */
export const toBeFetched = '; to be fetched'
