/** How far a long write has come: rows are read, then checked, then merged, then files are written one by one. */
export interface Step {
  readonly step: 'read' | 'check' | 'merge' | 'write'
  readonly done: number
  readonly total: number
}
export type Progress = (step: Step) => void
