import type { DeadLetter } from './dead-letter.ts'

/**
 * Error for genomes that no worker could score. It stops the run: an invented score would be false. Without these
 * genomes, the search would depend on the memory and speed of machines. All other scores of the generation are kept for
 * resuming.
 */
export class DeadLetterError extends Error {
  override readonly name = 'DeadLetterError'
  readonly genomes: readonly DeadLetter[]

  constructor(genomes: readonly DeadLetter[], queue: string) {
    const [{ genome, error, tries }] = genomes
    const others = genomes.length > 1 ? ` (and ${genomes.length - 1} more)` : ''
    super(
      `no worker of the queue "${queue}" could score the genome ${genome}${others}: ${tries} attempts, last error: ${error}. ` +
        'Fix the cause, or give workers more memory or a longer --timeout, then resume the run: all other scores are kept',
    )
    this.genomes = genomes
  }
}
