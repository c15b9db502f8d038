import { readFileSync } from 'node:fs'
import { sharedFile } from '../../../testing/shared.ts'

/** Every captured message of the venue's stream, as text. Empty when the captures are absent. */
export function captures(): readonly { readonly name: string; readonly text: string }[] {
  const lines = sharedFile('data/hyperliquid/ws/ws_captures.jsonl')
  const single = ['ws_all_dexs_asset_ctxs', 'ws_allmids', 'ws_book_data', 'ws_user_fill_liquidation']
  const files = single.map(name => [`${name}.json`, sharedFile(`data/hyperliquid/nautilus/${name}.json`)] as const)
  return [
    ...(lines ? readFileSync(lines, 'utf8').trim().split('\n') : []).map((line, i) => ({
      ...{ name: `ws_captures.jsonl:${i + 1}`, text: JSON.stringify(JSON.parse(line).message) },
    })),
    ...files.flatMap(([name, path]) => (path ? [{ name, text: readFileSync(path, 'utf8') }] : [])),
  ]
}
