import type { T } from '../../../platform/i18n.ts'
import { formatDate } from '../../../ui/format.ts'
import { type Letter, letter } from '../../people/emails.tsx'

export function teamInvitationMail(t: T, told: { url: string; team: string; rally: string; until: string }): Letter {
  return letter(t, {
    subject: t('mail.team-invitation.subject', { team: told.team, rally: told.rally }),
    paragraphs: [
      t('mail.team-invitation.text', { team: told.team, rally: told.rally }),
      t('mail.invitation.until', { until: formatDate(told.until, t('mail.lang')) }),
    ],
    action: { label: t('mail.team-invitation.action'), url: told.url },
    closing: t('mail.team-invitation.closing'),
  })
}

/** To a guardian: what she is asked for, and that her address is forgotten afterwards. */
export function guardianMail(t: T, told: { url: string; pseudonym: string; team: string; rally: string }): Letter {
  const { pseudonym, team, rally } = told
  return letter(t, {
    subject: t('mail.guardian.subject', { rally }),
    paragraphs: [
      t('mail.guardian.text', { pseudonym, team, rally }),
      t('mail.guardian.what'),
      t('mail.guardian.forget'),
    ],
    action: { label: t('mail.guardian.action'), url: told.url },
    closing: t('mail.guardian.closing'),
  })
}
