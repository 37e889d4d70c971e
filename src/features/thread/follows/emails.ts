import type { T } from '../../../platform/i18n.ts'
import { type Letter, letter } from '../../people/emails.tsx'
import { type Trace, wayOf } from '../model.ts'

export function confirmMail(t: T, folio: string, url: string): Letter {
  return letter(t, {
    subject: t('thread.mail.confirm.subject', { folio }),
    paragraphs: [t('thread.mail.confirm.text', { folio })],
    action: { label: t('thread.mail.confirm.action'), url },
    closing: t('thread.mail.confirm.closing'),
  })
}

/** Where the contribution stands now, in one sentence, with the reason where somebody gave one. */
export function stepMail(t: T, trace: Trace, url: string, leaveUrl: string): Letter {
  const { reached, halt, reason } = wayOf(trace)
  return letter(t, {
    subject: t('thread.mail.step.subject', { folio: trace.folio, station: t(`thread.station.${reached}`) }),
    paragraphs: [
      t('thread.mail.step.text', { folio: trace.folio, station: t(`thread.station.${reached}`) }),
      ...(halt ? [t(halt === 'unpublished' ? 'thread.unpublished-why' : `thread.halt.${halt}`)] : []),
      ...(reason ? [reason] : []),
    ],
    action: { label: t('thread.mail.step.action'), url },
    closing: t('thread.mail.step.closing', { url: leaveUrl }),
  })
}
