/** The trial ledger: every evaluation ever made, counted once. */

export { type History, historyOf } from '../ledger/history.ts'
export { type Ledger, openLedger } from '../ledger/ledger.ts'
export { recordingOf, subjectOf } from '../runs/record-trials.ts'
