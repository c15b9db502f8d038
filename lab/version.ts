/** What wrote a file: goes into every strategy's lineage. Equal to the package's own version. */
export const engine = 'seedbed 0.1.0'
