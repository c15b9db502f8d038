import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { wordings } from './wording/violations.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listed.split('\n').filter(file => file !== '' && existsSync(join(root, file)))
const documents = files.filter(file => file.endsWith('.md'))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** Not there yet: the folder for the orders of the first live venue, and names that stand for the reader's own. */
const planned = /^runtime\/venues\b|\bNAME\b/

/** Whether a file or folder of the repository bears the name, in which `*` stands for anything. */
const isThere = (path: string) => {
  const [start, ...more] = path.split('*')
  if (more.length > 0) return files.some(file => file.startsWith(start))
  return files.some(file => file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`))
}

/** Targets of `[text](target)` that lie in the repository, without their `#heading`. */
const linksOf = (text: string) =>
  [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)|src="([^"]+)"/g)]
    .map(([, link, image]) => link ?? image)
    .filter(target => !/^\w+:/.test(target))

/** Paths from the root, in prose and in commands. What lies in data/ and runs/ is the reader's own. */
const pathsOf = (text: string) =>
  [...text.matchAll(/(?<![\w./-])(?:lab|runtime|scripts|notebooks|bench|deploy)\/[\w./*-]*/g)]
    .map(([path]) => path.replace(/\.+$/, ''))
    .filter(path => !planned.test(path))

/** Names of source files in backticks that are no paths from the root, such as `rules/rule.ts`. */
const namesOf = (text: string) =>
  [...text.matchAll(/`([\w-][\w./-]*\.(?:ts|as|py|mjs))`/g)].map(([, name]) => name).filter(name => !planned.test(name))

/** Names of `npm run` scripts. */
const commandsOf = (text: string) => [...text.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name)

describe.each(documents)('%s', document => {
  const text = textOf(document)
  test('links to files that are there', () => {
    expect(linksOf(text).filter(target => !existsSync(join(root, dirname(document), target)))).toEqual([])
  })
  test('names paths and files that are there', () => {
    const absent = pathsOf(text).filter(path => !isThere(path))
    const unknown = namesOf(text).filter(name => !files.some(file => file === name || file.endsWith(`/${name}`)))
    expect([...absent, ...unknown]).toEqual([])
  })
  test('names commands that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: object }
    expect(commandsOf(text).filter(name => !(name in scripts))).toEqual([])
  })
  test('has no line past 200 characters', () => {
    expect(wordings(document, text, [])).toEqual([])
  })
  test('begins with a heading', () => expect(text).toMatch(/^# \S/))
})

test('README.md is 1,200 words at most', () => {
  expect(textOf('README.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1_200)
})

test('an absent path, link, file and command are found', () => {
  expect(pathsOf('see lab/market/nothing.ts. And `scripts/zz*`, data/lake').filter(path => !isThere(path))).toEqual([
    'lab/market/nothing.ts',
    'scripts/zz*',
  ])
  expect(isThere('notebooks/01-*') && isThere('lab/market') && isThere('lab/market/')).toBe(true)
  expect(linksOf('[a](b.md#c) [d](https://example.org) <img src="e.png">')).toEqual(['b.md', 'e.png'])
  expect(namesOf('`rules/no-such.ts` and `lake.sql`')).toEqual(['rules/no-such.ts'])
  expect(commandsOf('npm run check, `npm run fly`')).toEqual(['check', 'fly'])
})
