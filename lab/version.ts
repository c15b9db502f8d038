/** Name and version written into every strategy's lineage; equal to the package's version. */
export const engine = 'seedbed 0.1.0'
