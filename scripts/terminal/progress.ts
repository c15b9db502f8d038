import { SingleBar } from 'cli-progress'

export interface Progress {
  /** @param note what is going on, shown at the end of the line */
  update(share: number, note?: string): void
  stop(): void
}

/** A bar for a long piece of work; without a terminal it prints a line at the start, and its caller one at the end. */
export function progress(what: string): Progress {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what} …\n`)
    return { update() {}, stop() {} }
  }
  const bar = new SingleBar({
    format: `${what.padEnd(30)} {bar} {percentage} %  {eta_formatted}  {note}`,
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
    fps: 10,
  })
  bar.start(1_000, 0, { note: '' })
  return {
    update: (share, note = '') => bar.update(Math.round(1_000 * Math.min(1, share)), { note }),
    stop: () => bar.stop(),
  }
}
