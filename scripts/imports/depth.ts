import { tests, under } from './rules.ts'

const most = 3
/** A venue is a room of its own within `lab/venues`. */
const mostInVenue = 4

/** What is wrong with where a file stands: product code is few folders deep, so that its place can be kept in mind. */
export function tooDeep(file: string): string | undefined {
  const folders = file.split('/').length - 1
  const limit = under(file, 'lab/venues') ? mostInVenue : most
  if (tests.files.test(file) || folders <= limit) return undefined
  return `stands ${folders} folders deep, expected at most ${limit}`
}
