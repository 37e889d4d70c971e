import type { C } from '../../../../platform/http/env.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import type { Edition } from '../../editions/model.ts'
import type { Membership } from '../model.ts'
import { capturePaths } from '../paths.ts'

const sentences = [
  'again',
  'announcement',
  'copy',
  'count',
  'discard',
  'discard-sure',
  'empty',
  'full',
  'offline',
  'online',
  'photos',
  'ready',
  'receipt',
  'refused',
  'retry',
  'saved',
  'send',
  'sending',
  'sent',
  'sign-in',
  'signed-out',
  'title',
  'visit',
  'waiting',
] as const

/** What waits on this phone; without script there is no queue and nothing is shown. */
export function StreetQueue({ c, edition, membership }: { c: C; edition: Edition; membership: Membership }) {
  const { t, deps } = c.var
  const texts = Object.fromEntries(
    sentences.map((name) => [
      name,
      t(`capture.queue.${name}` satisfies MessageKey, { count: '{count}', seconds: '{seconds}' }),
    ]),
  )
  return (
    <street-queue
      data-street={capturePaths.street(edition)}
      data-team={membership.code}
      data-worker={deps.assets.island('street-worker')}
      data-keep={JSON.stringify([
        capturePaths.street(edition),
        capturePaths.visit(edition),
        capturePaths.announce(edition),
      ])}
      data-texts={JSON.stringify(texts)}
    ></street-queue>
  )
}
