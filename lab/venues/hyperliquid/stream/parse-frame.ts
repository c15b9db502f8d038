import type { EpochMs } from '../../../market/units.ts'
import { type Raw, raw, text, whole } from '../wire/fields.ts'
import { reading, refuse, show, WireError } from '../wire/refusal.ts'
import { readers } from './channels.ts'
import { routeInFrame } from './locate.ts'
import type { Control, Frame, Refusal, RefusalReason } from './message.ts'
import { subscriptionKey } from './subscription-key.ts'

/** Plain text that older servers of the venue send as their first message. */
export const greeting = 'Websocket connection established.'

/**
 * Parses a websocket message of the venue. A malformed message is returned as a refusal and never throws.
 *
 * @param frame text of the message, or its bytes in UTF-8
 * @param receivedAt time of arrival by the local clock
 */
export function parseFrame(frame: string | Buffer, receivedAt: EpochMs): Frame {
  const text = typeof frame === 'string' ? frame : frame.toString()
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    if (text === greeting) return { kind: 'greeting' }
    return refusal('not json', sniff(text), null, '', 'JSON', show(text))
  }
  if (typeof message !== 'object' || message === null) {
    return refusal('no channel', null, null, '', 'an object', show(message))
  }
  const { channel, data } = message as Raw
  if (typeof channel !== 'string') return refusal('no channel', null, null, 'channel', 'text', show(channel))
  try {
    const read = readers.get(channel)
    if (read) return read(data, receivedAt)
    const control = controls.get(channel)
    if (control) return control(data)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const path = error.path === '' ? 'data' : `data.${error.path}`
    return refusal('bad payload', channel, routeInFrame(channel, data), path, error.expected, error.found)
  }
  return refusal('unknown channel', channel, null, 'channel', 'a channel that we know', show(channel))
}

const controls: ReadonlyMap<string, (data: unknown) => Control> = new Map([
  ['pong', () => ({ kind: 'pong' }) as const],
  ['subscriptionResponse', acknowledged],
  ['error', data => ({ kind: 'error', text: reading('error', data, error => text(raw({ error }), 'error')) }) as const],
  ['post', post],
] satisfies [string, (data: unknown) => Control][])

function acknowledged(data: unknown): Control {
  const { method, subscription } = raw(data)
  if (method !== 'subscribe' && method !== 'unsubscribe')
    return refuse('method', '"subscribe" or "unsubscribe"', method)
  if (typeof subscription !== 'object' || subscription === null) refuse('subscription', 'an object', subscription)
  return { kind: 'acknowledged', method, key: subscriptionKey(subscription) }
}

function post(data: unknown): Control {
  const from = raw(data)
  if (typeof from.response !== 'object' || from.response === null) refuse('response', 'an object', from.response)
  const { type, payload } = from.response as Raw
  if (type !== 'info' && type !== 'action' && type !== 'error') {
    refuse('response.type', '"info", "action" or "error"', type)
  }
  if (payload === undefined) refuse('response.payload', 'something', payload)
  return { kind: 'post', id: whole(from, 'id'), response: { type, payload } }
}

/** The channel of a message that is not valid JSON, such as a truncated one. It shows which data may be lost. */
const sniff = (text: string): string | null => /^\s*\{\s*"channel"\s*:\s*"(\w{1,40})"/.exec(text)?.[1] ?? null

function refusal(
  reason: RefusalReason,
  channel: string | null,
  route: string | null,
  path: string,
  expected: string,
  found: string,
): Refusal {
  return { kind: 'refusal', reason, channel, route, path, expected, found }
}
