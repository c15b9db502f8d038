import { SingleBar } from 'cli-progress'

export interface Progress {
  /** @param share of the work that is done, 0…1. @param note text at the end of the line */
  update(share: number, note?: string): void
  stop(): void
}

/** A progress bar on stderr. Without a terminal it prints one line at the start and nothing more. */
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
