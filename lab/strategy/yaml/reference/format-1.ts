import { createHash } from 'node:crypto'

export interface OldFile {
  readonly text: string
  /** Hash stated by the file, over its bytes from `format:` to just before `hash:`. */
  readonly hash: string
}

/**
 * A file as written by version 0.1.0, approved, with one seed. Its `fraction` and its `target` lie outside today's safe
 * ranges.
 *
 * @param seed  name of a seed that the reader knows
 * @param genes genes of that seed, sorted by name
 */
export function format1(seed: string, genes: Readonly<Record<string, number>>): OldFile {
  const content = `format: 1
name: calm-cross
stage: paper
synthetic: false
universe: [BTC, ETH]
interval: 1h

seeds:
  - name: ${seed}
    weight: 1
    genes:
${Object.entries(genes)
  .map(([name, value]) => `      ${name}: ${value}\n`)
  .join('')}
sizing:
  fraction: 30 %
  leverage: 3 x
  rebalance: 0.25

exits:
  stop: 5 %
  target: 40 %

risk:
  maxPosition: 1.5 x equity
  maxGross: 3 x equity
  maxOrder: 5000 USD
  maxOrdersPerDay: 200 orders
  maxDrawdown: 29 %
  maxDailyLoss: 6 %
  maxPriceAge: 2 bars

costs:
  taker: 4.5 bps
  maker: 1.5 bps
  slippage: 2 bps
  unknownFunding: 0.125 bps per hour

`
  const hash = `sha256:${createHash('sha256').update(content).digest('hex')}`
  return { text: `${head}${content}hash: ${hash}\n\n${approvals}`, hash }
}

const head = `# A trading strategy: written by the lab, traded by the runtime. strategies/README.md explains every field.
# The hash covers everything above it: change a value, and the file is refused. Approvals may be added.
`
const approvals = `approvals:
  - { by: Ada Lovelace, at: 2025-02-01T09:30Z }
`
