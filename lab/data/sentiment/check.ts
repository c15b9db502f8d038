import { z } from 'zod'
import { InputError } from '../../input-error.ts'
import { day, type EpochMs, epochMs, hour, isEpochMs, second, showTime } from '../../market/units.ts'

/** What the site calls its moods. It draws its lines a little otherwise than we do: it calls 46 fear, we neutral. */
export const classifications = ['Extreme Fear', 'Fear', 'Neutral', 'Greed', 'Extreme Greed'] as const

/** The index for one day, as the site says it. */
export interface FearGreedDay {
  /** When the day begins, 00:00 UTC. */
  readonly t: EpochMs
  /** 0, extreme fear, to 100, extreme greed. A whole number. */
  readonly value: number
  readonly classification: (typeof classifications)[number]
}

export interface FearGreedAnswer {
  /** Oldest first, at least one; a day that the site lacks is absent. */
  readonly days: readonly FearGreedDay[]
  /** Milliseconds until the site means to publish again; null when it does not say. */
  readonly untilUpdate: number | null
}

/**
 * The site's answer, checked: whole numbers written as text, 0 to 100, known moods, times on the day grid, newest first as the
 * site sends them, each day once, none that has not begun.
 *
 * @param body what came, as parsed JSON
 * @param now  ours; an hour of disagreement between clocks is forgiven
 * @throws InputError naming the place, what was expected and what was found; an answer without days is an error too
 * @see https://alternative.me/crypto/fear-and-greed-index/#api
 */
export function checkFearGreed(body: unknown, now: EpochMs): FearGreedAnswer {
  const parsed = answer.safeParse(body)
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues
    throw new InputError(`fear & greed: ${path.join('.') || 'answer'}: ${message}`)
  }
  const { data, metadata } = parsed.data
  if (metadata?.error) throw new InputError(`fear & greed: metadata.error: expected none, found "${metadata.error}"`)
  const days = data.map((row, i) => ({ t: dayStart(row.timestamp, i, now), ...moodOf(row) }))
  for (let i = 1; i < days.length; i++) {
    if (days[i].t < days[i - 1].t) continue
    const found = `${showTime(days[i].t)} after ${showTime(days[i - 1].t)}`
    throw new InputError(`fear & greed: data.${i}.timestamp: expected each day once, newest first, found ${found}`)
  }
  const [{ time_until_update: wait }] = data
  return { days: days.reverse(), untilUpdate: wait == null ? null : Number(wait) * second }
}

const found = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? 'nothing'
const whole = z
  .string({ error: issue => `expected a whole number as text, found ${found(issue.input)}` })
  .regex(/^-?\d{1,12}$/, { error: issue => `expected a whole number as text, found ${found(issue.input)}` })

const answer = z.looseObject({
  data: z
    .array(
      z.looseObject({
        value: whole.refine(text => Number(text) >= 0 && Number(text) <= 100, {
          error: issue => `expected 0 to 100, found ${found(issue.input)}`,
        }),
        value_classification: z.enum(classifications, {
          error: issue => `expected one of ${classifications.join(', ')}, found ${found(issue.input)}`,
        }),
        timestamp: whole,
        // Only the newest day has one.
        time_until_update: whole.nullish(),
      }),
    )
    .min(1, 'expected at least one day, found none'),
  metadata: z.looseObject({ error: z.string().nullish() }).nullish(),
})
type Row = z.infer<typeof answer>['data'][number]

const moodOf = (row: Row) => ({ value: Number(row.value), classification: row.value_classification })

function dayStart(timestamp: string, i: number, now: EpochMs): EpochMs {
  const t = Number(timestamp) * second
  if (isEpochMs(t) && t % day === 0 && t <= now + hour) return epochMs(t)
  const expected = `the start of a UTC day in seconds, not after ${showTime(now)}`
  throw new InputError(`fear & greed: data.${i}.timestamp: expected ${expected}, found "${timestamp}"`)
}
