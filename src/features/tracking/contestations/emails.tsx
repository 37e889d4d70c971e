import type { T } from '../../../platform/i18n.ts'
import { type Letter, letter } from '../../people/emails.tsx'

/** To whoever left an address, once: the institution answered, or what she wrote is not shown and why. */
export function contestationMail(
  t: T,
  { kind, folio, reason, url }: { kind: 'answered' | 'withheld'; folio: string; reason: string; url: string },
): Letter {
  return letter(t, {
    subject: t(`tracking.mail.${kind}.subject`, { folio }),
    paragraphs: [t(`tracking.mail.${kind}.text`, { folio }), reason],
    action: { label: t('tracking.mail.action'), url },
    closing: t('tracking.mail.closing'),
  })
}
