import { expect, test } from 'vitest'
import { runInMemory } from '../../runs/memory-run.ts'
import { search } from '../../runs/search.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { judgeRun } from '../judgement.ts'
import { readThresholds } from '../thresholds.ts'
import { judge } from './judge.ts'

test('on any number of threads the judgement is that of this thread alone', async () => {
  const dataset = smallDataset()
  const generations = await search(runInMemory(dataset.plan), dataset)
  const plain = await judgeRun(generations, dataset, { thresholds: readThresholds() })
  for (const workers of [1, 2]) {
    const { gates, champion, findings } = await judge(generations, dataset, { workers })
    expect({ gates, champion, findings }).toEqual({
      ...{ gates: plain.gates, champion: plain.champion, findings: plain.findings },
    })
  }
})
