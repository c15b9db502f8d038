/**
 * Aborts at the first SIGINT or SIGTERM and prints `message`; a second one ends the process at once with exit code 130.
 *
 * @returns the signal, and `done`, which restores the default handling
 */
export function interruptible(message: string): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    process.stderr.write(`\n${message}\n`)
    controller.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop)
  return {
    signal: controller.signal,
    done: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop)
    },
  }
}
