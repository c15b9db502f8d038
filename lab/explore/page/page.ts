import { showRuns } from './runs-view.ts'
import { showTables } from './tables-view.ts'

const views: Readonly<Record<string, (into: HTMLElement) => Promise<void>>> = { runs: showRuns, tables: showTables }
const shown = new Set<string>()

/** Shows the view named by the address after `#`; default: `runs`. A view is loaded only once. */
function go(): void {
  const asked = location.hash.slice(1)
  const name = Object.hasOwn(views, asked) ? asked : 'runs'
  for (const main of document.querySelectorAll('main')) main.hidden = main.id !== name
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === `#${name}`) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  if (shown.has(name)) return
  shown.add(name)
  const into = document.getElementById(name) as HTMLElement
  into.textContent = 'loading …'
  views[name](into).catch(error => {
    into.textContent = `${error instanceof Error ? error.message : error}`
    into.className = 'error fail'
  })
}

addEventListener('hashchange', go)
go()
