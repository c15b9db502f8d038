import type { Scaled, Sizing } from '../strategy.ts'
import { checkGenes, find, genes } from './genes.ts'
import { percent, plainNumber, quantity } from './quantity.ts'
import { group, optional, required, since } from './shape.ts'
import { text } from './words.ts'

const scaling = group<Scaled>(
  {
    name: required(
      'scaling to apply; its name must exist in this version',
      text(/^[a-z0-9][a-z0-9-]{0,79}$/, 'the name of a scaling', 'volatility-target'),
    ),
    genes: required("every gene of the scaling, within the scaling's own ranges", genes),
  },
  {
    check: (chosen, known) => {
      const found = find(chosen.name, 'scaling', known.scalings)
      return 'why' in found ? [{ ...found, at: ['name'] }] : checkGenes(chosen.genes, found, ['genes'])
    },
  },
)

export const sizing = group<Sizing>({
  fraction: required(
    'notional of one symbol at full exposure, in percent of equity',
    percent({ above: 0, max: 1000 }, '30 %'),
  ),
  leverage: required(
    'leverage set at the venue; margin used is notional / leverage',
    quantity({ unit: 'x', whole: true, min: 1, max: 50 }, '3 x'),
  ),
  rebalance: required(
    "smallest change of exposure traded in the same direction; relative to a seed's share in a split, to the larger exposure with a scaling",
    plainNumber({ min: 0, max: 2 }, '0.25'),
  ),
  scaling: since(2, optional('scaling that reduces the fraction bar by bar; absent: none', scaling)),
})
