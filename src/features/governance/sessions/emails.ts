import type { T } from '../../../platform/i18n.ts'
import { formatDateTime } from '../../../ui/format.ts'
import { type Letter, letter } from '../../people/emails.tsx'
import type { Body } from '../model.ts'
import type { SessionFields } from './schema.ts'

/** The call to a session with its agenda. */
export function callMail(t: T, body: Body, { title, heldAt, place, items }: SessionFields, url: string): Letter {
  const when = formatDateTime(heldAt, t('mail.lang'), body.timeZone)
  return letter(t, {
    subject: t('governance.mail.call.subject', { body: body.name, title }).replace(/\s+/g, ' '),
    paragraphs: [
      t('governance.mail.call.text', { body: body.name, title, when, place: place ?? t('governance.place.none') }),
      items.map((item, index) => `${index + 1}. ${item}`).join('\n'),
    ],
    action: { label: t('governance.mail.call.action'), url },
    closing: t('governance.mail.call.closing'),
  })
}
