import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** Opens a page from its file, and collects console messages, errors and requests to the network. */
export async function openFile(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...options })
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url())) complaints.push(`requested ${request.url()}`)
  })
  await page.goto(pathToFileURL(path).href)
  return { page, complaints }
}
