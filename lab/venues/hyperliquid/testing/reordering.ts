import { integer, type Random } from '../../../random.ts'

/** For `Faults.deliver`: frames leave in another order than they came, none later than by some `span` places. The last few stay behind. */
export function reordering(random: Random, span: number) {
  const held: (string | Buffer)[] = []
  return (frame: string | Buffer): (string | Buffer)[] => {
    held.push(frame)
    if (held.length <= span) return []
    // Whoever has waited longest goes first every other time, so that nobody waits for ever.
    return held.splice(random() < 0.5 ? 0 : integer(random, 0, held.length - 1), 1)
  }
}
