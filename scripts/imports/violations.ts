import { posix } from 'node:path'
import { bans } from './bans.ts'
import { found } from './found.ts'
import { mayImport, tests, under } from './rules.ts'
import { skeleton } from './skeleton.ts'

export interface Violation {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly what: string
}

/** What one file of the tree does against the rules. `file` is its path from the root, with forward slashes. */
export function violations(file: string, source: string): readonly Violation[] {
  const text = skeleton(source)
  const all: Violation[] = []
  const tell = (offset: number, what: string) =>
    all.push({ file, line: text.code.slice(0, offset).split('\n').length, what })

  const home = homeOf(file)
  const allowed = home && [home.place, ...home.mayImport]
  if (!allowed) tell(0, `stands in ${posix.dirname(file)}, which has no row in scripts/imports/rules.ts`)
  else {
    for (const { specifier, offset } of found(text)) {
      if (specifier === undefined) {
        if (!file.startsWith('scripts/')) tell(offset, 'imports something computed: name it in a plain string')
        continue
      }
      const target = targetOf(specifier, file)
      if (!allowed.some(place => under(target, place))) {
        tell(offset, `may not import ${target}: ${home.place} may import ${home.mayImport.join(', ') || 'only itself'}`)
      } else if (tests.files.test(target) && !tests.files.test(file) && !file.startsWith('scripts/')) {
        tell(offset, `may not import ${target}: product code knows no tests`)
      }
    }
  }
  for (const { said, where, why } of bans) {
    if (!where(file)) continue
    for (const match of said.flatMap(pattern => [...text.code.matchAll(pattern)])) {
      tell(match.index, `may not say \`${match[0].replace(/\s+/g, ' ').trim()}\`: ${why}`)
    }
  }
  return all
}

/**
 * The row that holds for a file: its own, when a shell in a pure folder has one, or that of its folder, or of a folder inside it
 * that has one of its own; tests have rows of their own.
 */
function homeOf(file: string) {
  const [top, ...rest] = file.split('/')
  const folder = rest.length > 1 ? `${top}/${rest[0]}` : top
  const inner = rest.length > 2 ? `${folder}/${rest[1]}` : folder
  const place = [file, inner].find(one => Object.hasOwn(mayImport, one)) ?? folder
  if (!Object.hasOwn(mayImport, place)) return undefined
  if (!tests.files.test(file)) return { place, mayImport: mayImport[place] }
  return { place, mayImport: tests.mayImport[place] ?? tests.mayImport[top] }
}

function targetOf(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  if (specifier.startsWith('node:') || specifier === 'seedbed') return specifier
  const parts = specifier.split('/')
  return `npm:${parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')}`
}
