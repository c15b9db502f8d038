import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The reason why packages must be installed; `undefined` when those of package-lock.json are installed. npm writes
 * `node_modules/.package-lock.json` at the very end, so an interrupted install counts as missing.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function whyStale(root) {
  const wanted = packages(join(root, 'package-lock.json'))
  if (!wanted) throw new Error(`${join(root, 'package-lock.json')} is missing: expected a complete checkout`)
  const have = installed(root)
  if (!have) return 'no packages are installed yet'
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    if (path === '' || (optional && !have[path])) continue // optional: made for another platform
    if (have[path]?.version !== version || have[path].integrity !== integrity) {
      return `${path} ${version} is wanted, ${have[path]?.version ?? 'none'} is installed`
    }
  }
  return undefined
}

/**
 * Runs `npm ci` under a lock: a second process waits and then finds the packages installed. npm's output goes to stderr.
 *
 * @param {string} root
 * @throws {Error} when npm fails, after npm's own output
 */
export async function install(root) {
  const release = await lock(root)
  try {
    const why = whyStale(root)
    if (!why) return
    console.error(`installing packages: ${why} (npm ci)`)
    const start = performance.now()
    // Under `npm run`, the same npm is used: npm_execpath is its script, which this Node can run.
    const npm = process.env.npm_execpath?.endsWith('.js')
      ? { command: process.execPath, first: [process.env.npm_execpath] }
      : { command: 'npm', first: [] }
    const { status, signal, error } = spawnSync(npm.command, [...npm.first, 'ci'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    if (error) throw new Error(`npm could not be started: ${error.message}`)
    if (status !== 0) throw new Error(`npm ci failed (${signal ?? `exit code ${status}`}): see its output above`)
    console.error(`installed in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  } finally {
    release()
  }
}

/**
 * Takes the lock of this checkout. Its file lies outside the checkout, because `npm ci` deletes node_modules.
 *
 * @param {string} root
 * @returns {Promise<() => void>} releases the lock
 */
async function lock(root) {
  const path = join(tmpdir(), `seedbed-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`)
  for (let waited = false; ; waited = true) {
    // Written under another name and then linked into place, so that a lock always contains its owner's process id.
    const aside = `${path}.${process.pid}`
    writeFileSync(aside, String(process.pid))
    try {
      linkSync(aside, path)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      rmSync(aside)
    }
    const owner = Number(read(path))
    if (!owner) continue
    if (!isRunning(owner)) rmSync(path, { force: true })
    else if (!waited) console.error(`waiting for process ${owner}, which is installing packages (${path})`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

/** @param {string} root */
function installed(root) {
  try {
    return packages(join(root, 'node_modules', '.package-lock.json'))
  } catch (error) {
    // A killed npm may leave half a file, which counts as missing.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** @param {string} path */
function packages(path) {
  const text = read(path)
  return text === undefined ? undefined : JSON.parse(text).packages
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
