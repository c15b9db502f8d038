import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Gives memory back that nobody needs any more. Left to itself, the engine lets a heap grow as long as the machine has room, and a long
 * search beside other work would take several times what it uses. Some hundredths of a second.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
