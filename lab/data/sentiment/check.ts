import { z } from 'zod'
import { InputError } from '../../input-error.ts'
import { day, type EpochMs, epochMs, hour, isEpochMs, second, showTime } from '../../market/units.ts'

/**
 * The site's names for ranges of the index. Its limits differ slightly from those of our regimes: 46 is fear on the
 * site and neutral in our regimes.
 */
export const classifications = ['Extreme Fear', 'Fear', 'Neutral', 'Greed', 'Extreme Greed'] as const

/** The index for one day, as the site gives it. */
export interface FearGreedDay {
  /** Start of the day, 00:00 UTC. */
  readonly t: EpochMs
  /** 0 (extreme fear) to 100 (extreme greed), a whole number. */
  readonly value: number
  readonly classification: (typeof classifications)[number]
}

/** The site's answer after checking. */
export interface FearGreedAnswer {
  /** At least one day, oldest first. Days that the site lacks are absent. */
  readonly days: readonly FearGreedDay[]
  /** Milliseconds until the site's next publication; null when the site does not say. */
  readonly untilUpdate: number | null
}

/**
 * Checks the site's answer and converts it.
 *
 * Values must be whole numbers as text, 0 to 100, with a known classification. Times must be at 00:00 UTC, newest
 * first, without repeated or future days.
 *
 * @param body the answer as parsed JSON
 * @param now  time by the local clock; the site's clock may be up to an hour ahead
 * @throws InputError naming the field, with expected and found value; also for an answer without days
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
  const days = data.map((row, i) => ({ t: dayStart(row.timestamp, i, now), ...readValue(row) }))
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
        // Seconds; only the newest day has this field.
        time_until_update: whole.nullish(),
      }),
    )
    .min(1, 'expected at least one day, found none'),
  metadata: z.looseObject({ error: z.string().nullish() }).nullish(),
})
type Row = z.infer<typeof answer>['data'][number]

const readValue = (row: Row) => ({ value: Number(row.value), classification: row.value_classification })

function dayStart(timestamp: string, i: number, now: EpochMs): EpochMs {
  const t = Number(timestamp) * second
  if (isEpochMs(t) && t % day === 0 && t <= now + hour) return epochMs(t)
  const expected = `the start of a UTC day in seconds, not after ${showTime(now)}`
  throw new InputError(`fear & greed: data.${i}.timestamp: expected ${expected}, found "${timestamp}"`)
}
