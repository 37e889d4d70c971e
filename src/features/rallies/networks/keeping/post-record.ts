import { readPost } from '../../scoring/inputs/post-line.ts'
import { type Arrival, isAhead, type Read } from './model.ts'

/** A post, or why it is none. */
export function readArrival(arrival: Arrival, now: Date): Read {
  if (arrival.fault) return { reject: arrival.fault }
  const { record, reject } = readPost(arrival.record)
  if (reject) return { reject }
  if (isAhead(record, now)) return { reject: { reason: 'clock_ahead', detail: record.published_at } }
  return { post: record }
}
