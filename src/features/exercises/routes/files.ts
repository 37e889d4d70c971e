import { bodyLimit } from 'hono/body-limit'
import { largestAttachmentBytes } from '../../../platform/attachments/read-attachment.ts'
import { TooLarge, TooManyRequests } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import { takeTurn } from '../../../platform/rate-limit.ts'

const hourly = { name: 'exercise-files', max: 120, windowMs: 3_600_000 }
const megabytes = largestAttachmentBytes / 1024 / 1024

/** For addresses that take a file; their path ends in /cargas. */
export const fileLimit = bodyLimit({
  maxSize: largestAttachmentBytes + 1024 * 1024,
  onError: () => {
    throw new TooLarge(megabytes)
  },
})

export async function takeFileTurn(c: C): Promise<void> {
  const { context, deps } = c.var
  const turn = await takeTurn(context.db, hourly, context.actor?.id ?? '', deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}
