import { tests, under } from './rules.ts'

const most = 3
/** Files of a venue lie one folder deeper, in `lab/venues/<venue>`. */
const mostInVenue = 4

/** The complaint about a file in too deep a folder, if any. Product code lies few folders deep, so that paths are easy to remember. */
export function tooDeep(file: string): string | undefined {
  const folders = file.split('/').length - 1
  const limit = under(file, 'lab/venues') ? mostInVenue : most
  if (tests.files.test(file) || folders <= limit) return undefined
  return `lies ${folders} folders deep, expected at most ${limit}`
}
