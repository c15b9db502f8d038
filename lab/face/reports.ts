/** Reports as one HTML file each. */

export type { EvolutionData } from '../report/evolution/evolution-data.ts'
export { evolutionReport } from '../report/evolution/evolution-report.ts'
export { evolutionDataOf } from '../report/evolution/run-to-data.ts'
export { renderReport } from '../report/run/report.ts'
export type { ReportData } from '../report/run/report-data.ts'
