import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { flush } from '../../durable.ts'
import type { AccessLog, AccessRecord } from './access.ts'

/**
 * Access log on disk: one numbered file per record. The checksum of each record also covers the checksum of the
 * previous record, so that a removed or changed record is detected. Writing is atomic, and any number of processes may
 * append at once.
 *
 * @throws RangeError naming the file that was changed
 */
export function openAccessLog(folder: string): AccessLog {
  return {
    records: () => read(folder).records,
    async append(record) {
      mkdirSync(folder, { recursive: true })
      const temporary = join(folder, `.${process.pid}.new`)
      for (;;) {
        const { records, last } = read(folder)
        const handle = await open(temporary, 'w')
        try {
          await handle.writeFile(seal(record, last))
          await handle.sync()
        } finally {
          await handle.close()
        }
        // The name is taken if another process appended first. This record then takes the next number.
        const taken = await link(temporary, join(folder, nameOf(records.length))).then(
          () => false,
          (error: NodeJS.ErrnoException) => {
            if (error.code === 'EEXIST') return true
            throw error
          },
        )
        await unlink(temporary)
        if (taken) continue
        return flush(folder)
      }
    },
  }
}

const nameOf = (place: number) => `${String(place + 1).padStart(6, '0')}.json`

function read(folder: string): { readonly records: readonly AccessRecord[]; readonly last: string } {
  let last = ''
  const names = existsSync(folder) ? readdirSync(folder).filter(name => /^\d{6}\.json$/.test(name)) : []
  const records = names.sort().map((name, i) => {
    const path = join(folder, name)
    if (name !== nameOf(i)) throw new RangeError(`${folder}: expected ${nameOf(i)}, found ${name}: a record is missing`)
    const [, sum, content] = /^([0-9a-f]{64}) (.*)\n$/s.exec(readFileSync(path, 'utf8')) ?? []
    if (content === undefined || sum !== checksum(content, last))
      throw new RangeError(`${path} does not match its checksum: it or the record before it was changed`)
    last = sum
    return JSON.parse(content) as AccessRecord
  })
  return { records, last }
}

function seal(record: AccessRecord, last: string): string {
  const content = JSON.stringify(record)
  return `${checksum(content, last)} ${content}\n`
}

const checksum = (content: string, last: string) => createHash('sha256').update(`${last}\n${content}`).digest('hex')
