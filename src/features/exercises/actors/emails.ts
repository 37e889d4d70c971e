import type { T } from '../../../platform/i18n.ts'
import { type Letter, letter } from '../../people/emails.tsx'

type Invitation = { name: string; exercise: string; space: string; url: string; about: string | null }

/** To whoever is invited: what it is, and one link to answer without an account. */
export function actorInvitationMail(t: T, { name, exercise, space, url, about }: Invitation): Letter {
  return letter(t, {
    subject: t('actors.mail.subject', { exercise }),
    paragraphs: [t('actors.mail.text', { name, exercise, space }), ...(about ? [about] : [])],
    action: { label: t('actors.mail.action'), url },
    closing: t('actors.mail.closing'),
  })
}
