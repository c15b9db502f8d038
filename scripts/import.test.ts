import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { csvOf, inFolder, snapshot, walk, withLake } from '../lab/data/testing/lake.ts'
import { scriptPath } from '../lab/testing/script.ts'

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [scriptPath(script), ...args], { encoding: 'utf8' })

test('one command imports a file, and another reports its flaws', async () => {
  await withLake(async (lake, file) => {
    const lines = csvOf(walk('BTC', 50)).split('\n')
    const path = file('btc.csv', lines.filter((_, i) => i !== 20).join('\n'))
    const place = ['--symbol', 'BTC', '--lake', lake.root]
    const imported = run('import', path, '--venue', 'test', '--interval', '1h', ...place)
    expect(imported.stderr).toBe('')
    expect(imported.stdout).toMatch(/^test 1h: 49 bars of 1 symbol; 49 added, .*\n49 rows, 1 symbols?, \d+\.\d s\n$/)
    expect(imported.status).toBe(0)
    const again = run('import', path, '--venue', 'test', '--json', ...place)
    expect(JSON.parse(again.stdout)).toMatchObject({
      file: path,
      rows: 49,
      added: 0,
      unchanged: 49,
      interval: 3_600_000,
    })
    for (const args of [place, [path, '--symbol', 'BTC']]) {
      expect(run('quality', ...args).stdout).toContain('BTC: gap of 1 bar: 2025-01-01 19:00 until 2025-01-01 20:00')
    }
    const [report] = JSON.parse(run('quality', '--json', ...place).stdout)
    expect(report).toMatchObject({ symbol: 'BTC', rows: 49, gaps: [{ missing: 1 }] })
  })
})

test('bad input gives one line on stderr and exit code 1, and writes nothing', async () => {
  await inFolder(async folder => {
    const lake = join(folder, 'lake')
    for (const [script, args, message] of [
      ['import', ['none.csv', '--venue', 'test', '--lake', lake], 'none.csv does not exist\n'],
      [
        'import',
        ['x.csv', '--venue', 'test', '--interval', '5x'],
        '--interval: "5x" is not an interval: expected 1m, 15m, 1h, 4h, 1d …\n',
      ],
      ['import', ['x.csv'], "error: required option '--venue <name>' not specified\n"],
      ['quality', ['none.csv'], 'none.csv does not exist\n'],
      [
        'quality',
        ['--lake', lake, '--symbol', 'BTC'],
        `${lake}: expected a series of candles with these options, found none\n`,
      ],
    ] as const) {
      const { status, stdout, stderr } = run(script, ...args)
      expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: message })
    }
    expect(snapshot(folder)).toEqual({})
  })
})

test('both commands show their usage', () => {
  for (const script of ['import', 'quality']) {
    const { status, stdout } = run(script, '--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`^Usage: ${script} \\[options\\]`))
  }
})
