/**
 * The notebook kernel: tslab, started at the repository root and taught what it does not know by itself.
 *
 * Jupyter runs this compiled (`dist/scripts/kernel/start.js`) with the path of its connection file as the only argument.
 */
import { createRequire } from 'node:module'
import { displayPort, type MimeBundle } from '../../lab/charts/show.ts'
import { teachCompiler } from './compiler.ts'

const require = createRequire(import.meta.url)
const [, , root, connectionFile] = process.argv
if (!root || !connectionFile) throw new Error('expected the repository root and the path of a Jupyter connection file')

// tslab resolves imports, and refuses sources, by the directory that it starts in: a notebook's own folder would see nothing of the lab.
process.chdir(root)
teachCompiler(require)

interface Tslab {
  lastWriteDisplayData: ((message: { data: MimeBundle; metadata: object; transient: object }) => void) | null
}
const jupyter: Tslab = require('tslab/dist/jupyter.js')
Object.assign(globalThis, {
  [displayPort]: (data: MimeBundle) => jupyter.lastWriteDisplayData?.({ data, metadata: {}, transient: {} }),
})

require('tslab/dist/main.js').startKernel({ configPath: connectionFile, enableFindLocal: false })
