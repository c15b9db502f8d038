import { needs } from './lab/testing/shared.ts'
import { settings } from './bench/peers/sweep.ts'
import { sweptBars, worldOf } from './bench/peers/market.ts'
import { startLoop } from './bench/peers/loop.ts'
const bars = sweptBars(8760)
const loop = await startLoop(needs('compiler') as string, bars, worldOf(bars), settings(1000))
for (const kind of ['full','full','full','simple','simple'] as any[]) { const s = await loop.round(kind); console.log(kind, s, (1000/s).toFixed(0)) }
loop.close()
