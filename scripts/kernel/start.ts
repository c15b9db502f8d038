/**
 * The notebook kernel: tslab with a patched compiler, started at the repository root.
 *
 * Jupyter runs this compiled (`dist/scripts/kernel/start.js`) with the path of its connection file as the only argument.
 */
import { createRequire } from 'node:module'
import { displayPort, type MimeBundle } from '../../lab/charts/show.ts'
import { teachCompiler } from './compiler.ts'

const require = createRequire(import.meta.url)
const [, , root, connectionFile] = process.argv
if (!root || !connectionFile) throw new Error('expected the repository root and the path of a Jupyter connection file')

// tslab resolves imports from the directory in which it starts. From a notebook's own folder it could not import the lab.
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
