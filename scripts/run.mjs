// node scripts/run.mjs SCRIPT.ts [ARGUMENT…]
// Runs a TypeScript script of this checkout, after making sure that Node is new enough and the packages are installed.
// Plain JavaScript without dependencies, because it runs before packages are installed.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, whyStale } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [script, ...rest] = process.argv.slice(2)

try {
  if (!script) throw new Error('usage: node scripts/run.mjs SCRIPT.ts [ARGUMENT…]')
  checkNode()
  if (whyStale(root)) await install(root)
  run()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
  const [major, minor] = engines.node.match(/\d+/g).map(Number)
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number)
  if (haveMajor < major || (haveMajor === major && haveMinor < minor)) {
    throw new Error(`Node ${process.versions.node} is too old: expected ${engines.node}`)
  }
}

function run() {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), resolve(root, script), ...rest], {
    stdio: 'inherit',
  })
  const handlers = Object.fromEntries(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => [signal, () => pass(signal)]))
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler)

  const passed = new Set()
  function pass(signal) {
    // At Ctrl-C or when it closes, a terminal signals all foreground processes, the child too. Passing it on would signal it twice.
    if (signal !== 'SIGTERM' && process.stdin.isTTY) return
    // npm passes on a signal that the supervisor may have sent here too: the second one within half a second is ignored.
    if (passed.has(signal)) return
    passed.add(signal)
    setTimeout(() => passed.delete(signal), 500).unref()
    child.kill(signal)
  }

  child.on('error', error => {
    console.error(`${script} could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const [name, handler] of Object.entries(handlers)) process.off(name, handler)
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
