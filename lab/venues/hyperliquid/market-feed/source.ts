import type { FeedSource } from '../../feed-source.ts'
import { hostOf, InfoTransport } from '../http/transport.ts'
import { facts } from './facts.ts'
import { hyperliquidFeed } from './feed.ts'

/** Hyperliquid's entry in the table of feed sources. */
export const hyperliquid: FeedSource = {
  ...facts,
  open({ url: own, isTestnet, clock, timers, random }) {
    const url = own ?? hostOf(isTestnet)
    const transport = new InfoTransport({ url, isTestnet, clock, timers, random })
    return hyperliquidFeed({ transport, streamUrl: `${url.replace(/^http/, 'ws')}/ws`, clock, timers, random })
  },
}
