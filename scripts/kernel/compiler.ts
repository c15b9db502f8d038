/** The compiler inside tslab 1.0.22 (TypeScript 5.0.4, with internals that tslab uses), as far as it is touched here. */
interface Compiler {
  readonly ModuleResolutionKind: { readonly Bundler: number }
  readonly factory: { createPropertyAssignment(name: string, value: Node): Node }
  isShorthandPropertyAssignment(node: Node): node is Shorthand
  visitEachChild(node: Node, visit: (node: Node) => Node, context: unknown): Node
  createWatchCompilerHost(files: unknown, options: object, ...rest: unknown[]): unknown
  createWatchProgram(host: Host): unknown
}
interface Node {
  readonly parent?: Node
}
interface Shorthand extends Node {
  readonly name: Node & { readonly text: string }
}
interface Host {
  afterProgramCreate(builder: Builder): void
}
interface Builder {
  emit(file: unknown, write: unknown, token: unknown, declarations: unknown, transformers?: Transformers): unknown
  getProgram(): { getTypeChecker(): Checker }
}
interface Checker {
  getSymbolAtLocation(node: Node): unknown
  getShorthandAssignmentValueSymbol(node: Node): unknown
}
interface Transformers {
  readonly before?: readonly Transformer[]
}
type Transformer = (context: unknown) => (file: Node) => Node

/**
 * Changes what tslab's compiler does before tslab is loaded: it reads `exports` in package.json, and it sees variables of
 * earlier cells in `{ time, close }`.
 *
 * @param require of a module from which `@tslab/typescript-for-tslab` can be found
 */
export function teachCompiler(require: NodeJS.Require): void {
  const path = require.resolve('@tslab/typescript-for-tslab')
  const compiler: Compiler = require(path)
  const cached = require.cache[path]
  if (!cached) throw new Error(`${path} is not in the module cache after being required`)
  // The compiler's exports are getters that cannot be redefined; a copy can.
  cached.exports = {
    ...compiler,
    // Fixed to node10 by tslab, which finds neither `seedbed` nor the types of any package without a `main`.
    createWatchCompilerHost: (files: unknown, options: object, ...rest: unknown[]) =>
      compiler.createWatchCompilerHost(
        files,
        { ...options, moduleResolution: compiler.ModuleResolutionKind.Bundler },
        ...rest,
      ),
    createWatchProgram: (host: Host) => {
      const told = host.afterProgramCreate
      host.afterProgramCreate = builder => {
        spellOutShorthand(builder, compiler)
        told(builder)
      }
      return compiler.createWatchProgram(host)
    },
  }
}

/**
 * tslab turns each name from an earlier cell into `exports.name`, asking the checker what a name means; of the name in
 * `{ name }` the checker tells the property, not the variable, and running the cell ends in "name is not defined". Here
 * `{ name }` becomes `{ name: name }` first, and the checker is asked for the variable.
 */
function spellOutShorthand(builder: Builder, compiler: Compiler): void {
  const spellOut: Transformer = context => file => {
    const visit = (node: Node): Node =>
      compiler.isShorthandPropertyAssignment(node)
        ? compiler.factory.createPropertyAssignment(node.name.text, node.name)
        : compiler.visitEachChild(node, visit, context)
    return visit(file)
  }
  const emit = builder.emit
  builder.emit = (file, write, token, declarations, transformers) =>
    emit(file, write, token, declarations, {
      ...transformers,
      before: [spellOut, ...(transformers?.before ?? [])],
    })
  const checker = builder.getProgram().getTypeChecker()
  const symbolAt = checker.getSymbolAtLocation
  checker.getSymbolAtLocation = node =>
    node.parent && compiler.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : symbolAt(node)
}
