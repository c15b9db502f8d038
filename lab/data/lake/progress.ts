/** Progress of a long write. Its steps in order: read the rows, check them, merge them, write the files. */
export interface Step {
  readonly step: 'read' | 'check' | 'merge' | 'write'
  readonly done: number
  readonly total: number
}
export type Progress = (step: Step) => void
