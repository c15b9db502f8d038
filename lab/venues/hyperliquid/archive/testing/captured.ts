import { readFileSync } from 'node:fs'
import { sharedFile } from '../../../../testing/shared.ts'

/** Contents of a captured file. When the file is absent: undefined, and a line on the console. */
export function captured(name: string): string | undefined {
  const path = sharedFile(`data/hyperliquid/${name}`)
  return path && readFileSync(path, 'utf8')
}

/** Lines of the archive's book files, made from captured stream messages. */
export function bookLines(captures: string): string[] {
  const frames = messages(captures).filter(({ channel }) => channel === 'l2Book')
  return frames.map(raw =>
    JSON.stringify({ time: `${new Date(raw.data.time).toISOString().slice(0, -1)}123456`, ver_num: 1, raw }),
  )
}

interface Frame {
  readonly channel: string
  readonly data: { readonly coin: string; readonly time: number; readonly levels: readonly unknown[] }
}

const messages = (captures: string): Frame[] =>
  captures
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).message)

export const contextHeader =
  'time,coin,funding,open_interest,prev_day_px,day_ntl_vlm,premium,oracle_px,mark_px,mid_px,impact_bid_px,impact_ask_px'

interface Context {
  readonly [field: string]: string | null | readonly string[]
}

/** Lines of the archive's context files for one minute, made from the message with all dexes. Markets are numbered. */
export function contextLines(frame: string, time: string): string[] {
  const [[, contexts]] = JSON.parse(frame).data.ctxs as readonly (readonly [string, readonly Context[]])[]
  const rows = contexts.map((context, i) => {
    const [bid, ask] = (context.impactPxs ?? ['', '']) as readonly string[]
    const fields = ['funding', 'openInterest', 'prevDayPx', 'dayNtlVlm', 'premium', 'oraclePx', 'markPx', 'midPx']
    return [time, `C${i}`, ...fields.map(field => context[field] ?? ''), bid, ask].join(',')
  })
  return [contextHeader, ...rows]
}

/** Lines of `node_fills` made from lines of `node_trades`: both fills of each trade, the maker's first. */
export function fillLines(trades: readonly string[]): string[] {
  return trades.flatMap((line, i) => {
    const { coin, px, sz, side, time, side_info: parties } = JSON.parse(line)
    const [buyer, seller] = parties as readonly {
      readonly user: string
      readonly oid: number
      readonly start_pos: string
    }[]
    const half = (party: typeof buyer, own: string) => [
      party.user,
      {
        ...{ coin, px, sz, side: own, time: Date.parse(`${time.slice(0, 23)}Z`), startPosition: party.start_pos },
        ...{ oid: party.oid, crossed: own === side, fee: '0.0', tid: 1_000 + i, feeToken: 'USDC' },
      },
    ]
    const both = [half(buyer, 'B'), half(seller, 'A')]
    return (side === 'B' ? both.reverse() : both).map(fill => JSON.stringify(fill))
  })
}
