import { posix } from 'node:path'
import { bans } from './bans.ts'
import { found } from './import-sites.ts'
import { mayImport, tests, under } from './rules.ts'
import { skeleton } from './skeleton.ts'

/** The only file of the lab that may import the runtime: notebooks start rehearsals through it. */
const face = 'lab/face/rehearsal.ts'

export interface Violation {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly what: string
}

/** The violations of one file. @param file path from the root, with forward slashes */
export function violations(file: string, source: string): readonly Violation[] {
  const text = skeleton(source)
  const all: Violation[] = []
  const complain = (offset: number, what: string) =>
    all.push({ file, line: text.code.slice(0, offset).split('\n').length, what })

  const home = homeOf(file)
  const allowed = home && [home.place, ...home.mayImport]
  if (!allowed) complain(0, `lies in ${posix.dirname(file)}, which has no row in scripts/imports/rules.ts`)
  else {
    for (const { specifier, offset } of found(text)) {
      if (specifier === undefined) {
        if (!file.startsWith('scripts/')) complain(offset, 'imports a computed name: write it as a plain string')
        continue
      }
      const target = targetOf(specifier, file)
      if (file.startsWith('lab/') && file !== face && under(target, 'runtime')) {
        complain(offset, `may not import ${target}: in the lab, only ${face} imports the runtime`)
      } else if (!allowed.some(place => under(target, place))) {
        complain(
          offset,
          `may not import ${target}: ${home.place} may import ${home.mayImport.join(', ') || 'only itself'}`,
        )
      } else if (tests.files.test(target) && !tests.files.test(file) && !file.startsWith('scripts/')) {
        complain(offset, `may not import ${target}: product code does not import tests`)
      }
    }
  }
  for (const { said, where, why } of bans) {
    if (!where(file)) continue
    for (const match of said.flatMap(pattern => [...text.code.matchAll(pattern)])) {
      complain(match.index, `may not use \`${match[0].replace(/\s+/g, ' ').trim()}\`: ${why}`)
    }
  }
  return all
}

/** The row that applies to a file: its own, or that of the innermost folder with a row. Tests have their own rows. */
function homeOf(file: string) {
  // A test lies beside the file that it tests, which may have its own row.
  const place = innermost(file, mayImport) ?? innermost(file.replace('.test.ts', '.ts'), mayImport)
  if (place === undefined) return undefined
  if (!tests.files.test(file)) return { place, mayImport: mayImport[place] }
  const top = innermost(file, tests.mayImport)
  return top === undefined ? undefined : { place, mayImport: tests.mayImport[top] }
}

function innermost(file: string, rows: Readonly<Record<string, unknown>>): string | undefined {
  for (let place = file; place !== '.'; place = posix.dirname(place)) if (Object.hasOwn(rows, place)) return place
  return undefined
}

function targetOf(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  if (specifier.startsWith('node:') || specifier === 'seedbed') return specifier
  const parts = specifier.split('/')
  return `npm:${parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')}`
}
