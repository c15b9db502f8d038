/** The parts of the compiler inside tslab 1.0.22 (TypeScript 5.0.4, internals included) that this file uses. */
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
 * Patches tslab's compiler before tslab is loaded: it then reads `exports` in package.json, and finds variables of earlier cells in
 * shorthand properties such as `{ time, close }`.
 *
 * @param require the require function of a module that can resolve `@tslab/typescript-for-tslab`
 */
export function teachCompiler(require: NodeJS.Require): void {
  const path = require.resolve('@tslab/typescript-for-tslab')
  const compiler: Compiler = require(path)
  const cached = require.cache[path]
  if (!cached) throw new Error(`${path} is not in the module cache after being required`)
  // The compiler's exports are getters that cannot be redefined; a copy can.
  cached.exports = {
    ...compiler,
    // tslab sets node10, which finds neither `seedbed` nor the types of a package without a `main`.
    createWatchCompilerHost: (files: unknown, options: object, ...rest: unknown[]) =>
      compiler.createWatchCompilerHost(
        files,
        { ...options, moduleResolution: compiler.ModuleResolutionKind.Bundler },
        ...rest,
      ),
    createWatchProgram: (host: Host) => {
      const afterProgramCreate = host.afterProgramCreate
      host.afterProgramCreate = builder => {
        spellOutShorthand(builder, compiler)
        afterProgramCreate(builder)
      }
      return compiler.createWatchProgram(host)
    },
  }
}

/**
 * tslab turns each name from an earlier cell into `exports.name`, after looking up its symbol. For the name in `{ name }` the type
 * checker returns the symbol of the property and not of the variable, so the cell fails with "name is not defined". This function
 * first rewrites `{ name }` to `{ name: name }`, and makes the checker return the variable.
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
