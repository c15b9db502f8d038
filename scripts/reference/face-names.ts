import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { firstSentence } from './sentence.ts'

/** A name that a notebook may import, or a member of a namespace that it may import. */
export interface FaceName {
  readonly name: string
  readonly isType: boolean
  /** The first sentence of its docstring; empty when it has none. */
  readonly sentence: string
  /** Where it is declared: file and the name there. Two names with the same origin are one thing under two names. */
  readonly origin: string
}

export interface Namespace {
  readonly name: string
  readonly sentence: string
  /** Empty for a package from outside, which documents itself. */
  readonly members: readonly FaceName[]
}

export interface Face {
  readonly flat: readonly FaceName[]
  readonly namespaces: readonly Namespace[]
}

/** Reads what `lab/index.ts` exports, from the sources. @param root of the repository */
export function readFace(root: string): Face {
  // The newer compiler has no programming interface; tslab's is enough to read names and docstrings.
  const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  const index = join(root, 'lab/index.ts')
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, noLib: true, types: [] }
  const host = ts.createCompilerHost(options)
  // Only our own files: docstrings of packages are not ours.
  host.resolveModuleNames = (specifiers: readonly string[], from: string) =>
    specifiers.map(one =>
      one.startsWith('.') && one.endsWith('.ts')
        ? { resolvedFileName: join(dirname(from), one), extension: '.ts' }
        : undefined,
    )
  const program = ts.createProgram([index], options, host)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(index)

  const doc = (symbol: Symbol) => firstSentence(ts.displayPartsToString(symbol.getDocumentationComment(checker)))
  const faceName = (symbol: Symbol): FaceName => {
    const target: Symbol = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    const file = target.declarations?.[0]?.getSourceFile().fileName.slice(root.length + 1) ?? ''
    const isType = !(target.flags & ts.SymbolFlags.Value)
    return { name: symbol.name, isType, sentence: doc(target), origin: `${file} ${target.name}` }
  }
  const membersOf = (module: Symbol): FaceName[] => checker.getExportsOfModule(module).map(faceName).sort(byName)

  const namespaces = source.statements.flatMap((statement: Statement): readonly Namespace[] => {
    const name = statement.exportClause?.name?.text
    if (name === undefined) return []
    const module: Symbol | undefined = checker.getSymbolAtLocation(statement.moduleSpecifier)
    const above = ts.getJSDocCommentsAndTags(statement)[0]?.comment ?? ''
    const file = module?.declarations?.[0]?.getSourceFile().text ?? ''
    const head = /^\/\*\* (.*?) \*\/\n/s.exec(file)?.[1] ?? ''
    return [{ name, sentence: firstSentence(above || head), members: module ? membersOf(module) : [] }]
  })
  const names = new Set(namespaces.map(({ name }: Namespace) => name))
  const flat = membersOf(checker.getSymbolAtLocation(source)).filter(({ name }) => !names.has(name))
  return { flat, namespaces }
}

const byName = (a: FaceName, b: FaceName) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)

/** The part of the compiler's own types that is used here: it brings none that this compiler reads. */
interface Symbol {
  readonly name: string
  readonly flags: number
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string; readonly text: string } }[]
  getDocumentationComment(checker: unknown): unknown
}
interface Statement {
  readonly exportClause?: { readonly name?: { readonly text: string } }
  readonly moduleSpecifier?: unknown
}
