import type { T } from '../../../platform/i18n.ts'
import { formatDateTime } from '../../../ui/format.ts'
import { type Letter, letter } from '../../people/emails.tsx'
import type { WorkingTable } from '../model.ts'

type About = Pick<WorkingTable, 'title' | 'heldAt' | 'timeZone' | 'place' | 'link'>

/** Nothing that was typed with the registration stands in a mail: whoever writes a stranger's address says nothing to her. */
function words(t: T, table: About) {
  const when = formatDateTime(table.heldAt, t('mail.lang'), table.timeZone)
  const place = table.place ?? table.link ?? t('tables.place.none')
  return { title: table.title.replace(/\s+/g, ' '), when, place }
}

/** The receipt: folio, and the link with the secret that shows the code for the door. */
export function registeredMail(t: T, table: About, more: { folio: string; url: string; isWaiting: boolean }): Letter {
  const about = { ...words(t, table), folio: more.folio }
  const kind = more.isWaiting ? 'waiting' : 'registered'
  return letter(t, {
    subject: t(`tables.mail.${kind}.subject`, about),
    paragraphs: [t(`tables.mail.${kind}.text`, about), t('tables.mail.secret')],
    action: { label: t('tables.mail.action.place'), url: more.url },
    closing: t('tables.mail.closing'),
  })
}

export function movedUpMail(t: T, table: About, more: { folio: string; url: string }): Letter {
  const about = { ...words(t, table), folio: more.folio }
  return letter(t, {
    subject: t('tables.mail.moved-up.subject', about),
    paragraphs: [t('tables.mail.moved-up.text', about)],
    action: { label: t('tables.mail.action.table'), url: more.url },
    closing: t('tables.mail.closing'),
  })
}

export function reminderMail(t: T, table: About, more: { folio: string; url: string }): Letter {
  const about = { ...words(t, table), folio: more.folio }
  return letter(t, {
    subject: t('tables.mail.reminder.subject', about),
    paragraphs: [t('tables.mail.reminder.text', about)],
    action: { label: t('tables.mail.action.table'), url: more.url },
    closing: t('tables.mail.closing'),
  })
}

export function cancelledMail(t: T, table: About, more: { folio: string; url: string; reason: string }): Letter {
  const about = { ...words(t, table), folio: more.folio, reason: more.reason }
  return letter(t, {
    subject: t('tables.mail.cancelled.subject', about),
    paragraphs: [t('tables.mail.cancelled.text', about), t('tables.mail.cancelled.reason', about)],
    action: { label: t('tables.mail.action.table'), url: more.url },
    closing: t('tables.mail.closing'),
  })
}

export function changedMail(t: T, table: About, more: { folio: string; url: string }): Letter {
  const about = { ...words(t, table), folio: more.folio }
  return letter(t, {
    subject: t('tables.mail.changed.subject', about),
    paragraphs: [t('tables.mail.changed.text', about)],
    action: { label: t('tables.mail.action.table'), url: more.url },
    closing: t('tables.mail.closing'),
  })
}
