import type { Face, FaceName } from './face-names.ts'

const intro = `# What a notebook can use

\`import { show, charts } from 'seedbed'\`: first the names that stand alone, then each namespace with its members.
In a notebook, \`charts.\` and the Tab key list the members of \`charts\`. Functions that take times take text too: \`'2024-01'\`,
\`'2024-01-31'\` or \`'2024-01-31T12:00Z'\`, all UTC.

This page is written by \`npx tsx scripts/reference.ts\` from the docstrings; a test fails when it is stale.`

/** The page of everything that a notebook can use, as Markdown: one line for each name. */
export const referencePage = ({ flat, namespaces }: Face): string =>
  `${[
    intro,
    section('By its bare name', 'What every notebook uses.', flat),
    ...namespaces.map(({ name, sentence, members }) => section(`\`${name}\``, sentence, members, `${name}.`)),
  ].join('\n\n')}\n`

function section(title: string, sentence: string, names: readonly FaceName[], prefix = ''): string {
  const line = ({ name, isType, sentence }: FaceName) => `- ${isType ? 'type ' : ''}\`${prefix}${name}\`: ${sentence}`
  return [`## ${title}`, sentence, ...(names.length > 0 ? [names.map(line).join('\n')] : [])].join('\n\n')
}
