import { integer, type Random } from '../../../random.ts'

/**
 * For `Faults.deliver`: delivers messages in another order, delayed by about `span` places at most. The last few are never
 * delivered.
 */
export function reordering(random: Random, span: number) {
  const held: (string | Buffer)[] = []
  return (frame: string | Buffer): (string | Buffer)[] => {
    held.push(frame)
    if (held.length <= span) return []
    // The oldest message goes first every other time, so that none waits for ever.
    return held.splice(random() < 0.5 ? 0 : integer(random, 0, held.length - 1), 1)
  }
}
