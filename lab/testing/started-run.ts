import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeOnce } from './made-once.ts'
import { type Ended, run } from './script.ts'

/**
 * What `start --seed 3` leaves in `into/lake` and `into/runs`, copied there: its run passes every gate.
 *
 * @returns how the command ended, with what it said of its own folders said of `into`
 */
export async function startedRun(into: string): Promise<Ended> {
  const made = await madeOnce('started', async folder => {
    const ended = await run('start', ['--seed', '3', '--lake', join(folder, 'lake'), '--runs', join(folder, 'runs')])
    writeFileSync(join(folder, 'ended.json'), JSON.stringify(ended).replaceAll(folder, '<folder>'))
  })
  cpSync(made, into, { recursive: true })
  return JSON.parse(readFileSync(join(made, 'ended.json'), 'utf8').replaceAll('<folder>', into))
}
