import type { Usd } from '../../market/units.ts'
import type { KernelMaths, SeedLoops } from './kernel-loops.ts'

/** Address in the kernel's memory; 0 means none. */
export type Address = number

/** Functions exported by the kernel's sources, see `kernel/`. Addresses and integers have 32 bits. */
export interface KernelExports extends SeedLoops, KernelMaths {
  readonly stateBytes: WebAssembly.Global
  setTables(powers: Address, digits: Address): void
  setScratch(
    profit: Address,
    gross: Address,
    eventful: Address,
    due: Address,
    places: Address,
    days: Address,
    trades: Address,
    tradesEnd: Address,
    facts: Address,
  ): void
  setWorld(
    states: Address,
    count: number,
    slots: number,
    times: Address,
    risks: Address,
    jumps: Address,
    days: Address,
  ): void
  layOut(
    state: Address,
    rows: number,
    candles: Address,
    firstSlot: number,
    slotOf: Address,
    rowOf: Address,
    markAt: Address,
    longPaidAt: Address,
    shortPaidAt: Address,
  ): void
  describe(
    state: Address,
    longPaid: Address,
    longPaidOpen: Address,
    shortPaid: Address,
    shortPaidOpen: Address,
    assumedPaid: Address,
    assumedPaidOpen: Address,
    significant: number,
    decimals: number,
    lots: number,
    minNotional: Usd,
    maintenance: number,
    tiers: Address,
    tierCount: number,
  ): void
  setExits(
    stop: number,
    stopAtr: number,
    trailing: number,
    trailingAtr: number,
    target: number,
    targetAtr: number,
    bars: number,
  ): void
  setSizing(fraction: number, leverage: number, leastChange: number, isScaled: number): void
  setCosts(taker: number, maker: number, slippage: number): void
  setLeastLeverage(least: number): void
  setExposure(state: Address, list: Address, count: number, range: Address): void
  readExposure(exposure: Address, from: number, to: number, warm: number, range: Address, list: Address): number
  readMasks(
    longs: Address,
    shorts: Address,
    moving: Address,
    from: number,
    to: number,
    warm: number,
    list: Address,
  ): number
  latest(events: Address, hold: number, from: number, to: number): void
  takeOff(column: Address, other: Address, from: number, to: number): void
  sides(a: Address, b: Address, above: Address, below: Address, known: Address, rows: number): void
  sidesOf(a: Address, b: number, above: Address, below: Address, known: Address, rows: number): void
  booleansOf(column: Address, yes: Address, no: Address, rows: number): void
  without(a: Address, b: Address, out: Address, words: number): void
  both(a: Address, b: Address, out: Address, words: number): void
  either(a: Address, b: Address, out: Address, words: number): void
  crossing(above: Address, known: Address, yes: Address, no: Address, words: number): void
  hold(long: Address, short: Address, flat: Address, bars: number, longs: Address, shorts: Address, words: number): void
  boundEachPosition(isAsked: boolean): void
  run(cash: number, interval: number): number
  keepTrades(isAsked: boolean): void
  tradesWritten(): number
}

export interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly call: KernelExports
}

export const pageBytes = 65_536

/** Instantiates the kernel. @param bytes size of its memory; untouched pages cost nothing */
export function startKernel(module: WebAssembly.Module, bytes: number): Kernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) })
  const abort = () => {
    throw new Error('the kernel aborted')
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } })
  return { memory, call: exports as unknown as KernelExports }
}
