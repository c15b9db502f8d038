import type { DeadLetter } from './dead-letter.ts'

/**
 * Genomes of a generation that nobody could score. The run stops: a score made up for them would be a lie, and a search without them would
 * depend on which machine had too little memory or time. All other scores of the generation are kept for when it goes on.
 */
export class DeadLetterError extends Error {
  override readonly name = 'DeadLetterError'
  readonly genomes: readonly DeadLetter[]

  constructor(genomes: readonly DeadLetter[], queue: string) {
    const [{ genome, error, tries }] = genomes
    const others = genomes.length > 1 ? ` (and ${genomes.length - 1} more)` : ''
    super(
      `no worker of the queue "${queue}" could score the genome ${genome}${others}: ${tries} tries, the last of which: ${error}. ` +
        'Mend that, or give workers more memory or a longer --timeout, and resume the run: every other score is kept',
    )
    this.genomes = genomes
  }
}
