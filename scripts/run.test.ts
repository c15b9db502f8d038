import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = fileURLToPath(new URL('../node_modules', import.meta.url))

/** A small checkout whose npm is a script of this test: it takes a moment and records each run. */
let root: string
const path = (name: string) => join(root, name)
const said = (name: string) => readFileSync(path(name), 'utf8')

const lockFile = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/tsx': { version, integrity: version } } })

const npm = `
const { appendFileSync, copyFileSync, mkdirSync, writeFileSync } = require('node:fs')
writeFileSync('npm-pid', String(process.pid))
appendFileSync('npm-ran', process.argv.slice(2).join(' ') + '\\n')
setTimeout(() => {
  if (process.env.NPM_FAILS) { console.error('npm says: no network'); process.exit(7) }
  mkdirSync('node_modules', { recursive: true })
  copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
}, process.env.NPM_TAKES ?? 200)
`

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'run-')))
  mkdirSync(path('scripts'))
  for (const name of ['run.mjs', 'install.mjs']) cpSync(join(here, name), path(`scripts/${name}`))
  mkdirSync(path('node_modules'))
  for (const name of ['tsx', 'esbuild', 'get-tsconfig', 'resolve-pkg-maps', '@esbuild']) {
    symlinkSync(join(modules, name), path(`node_modules/${name}`))
  }
  writeFileSync(path('package.json'), '{ "type": "module", "engines": { "node": ">=20.19" } }')
  writeFileSync(path('package-lock.json'), lockFile('1.0.0'))
  mkdirSync(path('npm'))
  writeFileSync(path('npm/npm-cli.js'), npm)
  writeFileSync(path('npm/package.json'), '{ "type": "commonjs" }')
  writeFileSync(path('scripts/hello.ts'), 'const who: string = process.argv[2]\nconsole.log("hello", who)')
})
afterEach(() => rmSync(root, { recursive: true }))

const arrange = () => ({
  cwd: root,
  encoding: 'utf8' as const,
  env: { ...process.env, npm_execpath: path('npm/npm-cli.js') } as NodeJS.ProcessEnv,
})
const run = (env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/hello.ts', 'you'], {
    ...arrange(),
    env: { ...arrange().env, ...env },
  })

test('missing packages are installed once, and the script runs', () => {
  const first = run()
  expect(first.stderr).toMatch(
    /^installing packages: no packages are installed yet \(npm ci\)\ninstalled in \d+\.\d s\n$/,
  )
  expect(first.stdout).toBe('hello you\n')
  expect(first.status).toBe(0)
  expect(run()).toMatchObject({ stdout: 'hello you\n', stderr: '', status: 0 })
  expect(said('npm-ran')).toBe('ci\n')
})

test('packages other than those in the lock file are replaced', () => {
  run()
  writeFileSync(path('package-lock.json'), lockFile('1.0.1'))
  expect(run().stderr).toContain('node_modules/tsx 1.0.1 is wanted, 1.0.0 is installed')
  expect(said('npm-ran')).toBe('ci\nci\n')
})

test('an interrupted install is done again', () => {
  writeFileSync(path('node_modules/.package-lock.json'), '{ "packages": {')
  expect(run()).toMatchObject({ stdout: 'hello you\n', status: 0 })
  expect(said('npm-ran')).toBe('ci\n')
})

test('a failed install is an error with the output of npm, and the script does not run', () => {
  const { stdout, stderr, status } = run({ NPM_FAILS: '1' })
  expect(stderr).toContain('npm says: no network\nnpm ci failed (exit code 7)')
  expect(stdout).toBe('')
  expect(status).toBe(1)
})

test('two starts at once install once', async () => {
  const both = [0, 1].map(() => spawn(process.execPath, ['scripts/run.mjs', 'scripts/hello.ts', 'you'], arrange()))
  expect(await Promise.all(both.map(child => once(child, 'exit')))).toEqual([
    [0, null],
    [0, null],
  ])
  expect(said('npm-ran')).toBe('ci\n')
})

test('the lock of a killed install is taken over', async () => {
  const first = spawn(process.execPath, ['scripts/run.mjs', 'scripts/hello.ts', 'you'], {
    ...arrange(),
    env: { ...arrange().env, NPM_TAKES: '60000' },
  })
  await expect.poll(() => existsSync(path('npm-ran')), { timeout: 600_000 }).toBe(true)
  first.kill('SIGKILL')
  process.kill(Number(said('npm-pid')), 'SIGKILL')
  await once(first, 'exit')
  expect(run()).toMatchObject({ stdout: 'hello you\n', status: 0 })
  expect(said('npm-ran')).toBe('ci\nci\n')
})

test('a Node older than package.json asks for is refused', () => {
  writeFileSync(path('package.json'), '{ "type": "module", "engines": { "node": ">=99.1" } }')
  expect(run()).toMatchObject({
    stdout: '',
    stderr: `Node ${process.versions.node} is too old: expected >=99.1\n`,
    status: 1,
  })
})

async function heard(child: ChildProcess, word: string): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += chunk
    if (text.includes(word)) break
  }
  return text
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s reaches the script once, which ends in its own time with its own code',
  async signal => {
    run()
    writeFileSync(
      path('scripts/wait.ts'),
      `import { appendFileSync } from 'node:fs'
    process.on('${signal}', () => {
      appendFileSync('asked', '${signal}\\n')
      setTimeout(() => process.exit(5), 200)
    })
    setInterval(() => {}, 1000)
    console.log('ready')`,
    )
    const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/wait.ts'], {
      ...arrange(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    expect(await heard(child, 'ready')).toBe('ready\n')
    const ended = once(child, 'exit')
    child.kill(signal)
    child.kill(signal) // as npm does, which passes on what the terminal has sent already
    expect(await ended).toEqual([5, null])
    expect(said('asked')).toBe(`${signal}\n`)
  },
)
