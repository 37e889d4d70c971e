import type { MessageKey, T } from '../../platform/i18n.ts'
import { formatDate } from '../../ui/format.ts'

/** One message ready to queue; the recipient and its purpose are the sender's to say. */
export type Letter = { subject: string; text: string; html: string }

type Parts = {
  subject: string
  paragraphs: string[]
  action?: { label: string; url: string }
  closing: string
}

/** The same words as plain text and as HTML; no picture, no pixel, nothing fetched when it is opened. */
export function letter(t: T, { subject, paragraphs, action, closing }: Parts): Letter {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), closing].join('\n\n')
  const html = (
    <html lang={t('mail.lang')}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1d1b20; max-width: 36em">
        {paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {action ? (
          <p>
            <a href={action.url} style="color: #0b5d4b; font-weight: bold">
              {action.label}
            </a>
          </p>
        ) : null}
        {action ? <p style="word-break: break-all; color: #5c5866">{action.url}</p> : null}
        <p style="color: #5c5866">{closing}</p>
      </body>
    </html>
  )
  return { subject, text: `${text}\n`, html: `<!doctype html>${String(html)}` }
}

export function signInMail(t: T, { url }: { url: string }): Letter {
  return letter(t, {
    subject: t('mail.sign-in.subject'),
    paragraphs: [t('mail.sign-in.text')],
    action: { label: t('mail.sign-in.action'), url },
    closing: t('mail.sign-in.closing'),
  })
}

export function emailChangeMail(t: T, { url }: { url: string }): Letter {
  return letter(t, {
    subject: t('mail.email-change.subject'),
    paragraphs: [t('mail.email-change.text')],
    action: { label: t('mail.email-change.action'), url },
    closing: t('mail.email-change.closing'),
  })
}

export function emailChangedMail(t: T): Letter {
  return letter(t, {
    subject: t('mail.email-changed.subject'),
    paragraphs: [t('mail.email-changed.text')],
    closing: t('mail.email-changed.closing'),
  })
}

export function invitationMail(t: T, invitation: { url: string; space: string; role: string; until: string }): Letter {
  return letter(t, {
    subject: t('mail.invitation.subject', { space: invitation.space }),
    paragraphs: [
      t('mail.invitation.text', { space: invitation.space, role: invitation.role }),
      t('mail.invitation.until', { until: formatDate(invitation.until, t('mail.lang')) }),
    ],
    action: { label: t('mail.invitation.action'), url: invitation.url },
    closing: t('mail.invitation.closing'),
  })
}

export function privacyRequestMail(t: T, request: { folio: string; dueOn: string; url: string }): Letter {
  return letter(t, {
    subject: t('mail.privacy-request.subject', { folio: request.folio }),
    paragraphs: [
      t('mail.privacy-request.text', { folio: request.folio, dueOn: formatDate(request.dueOn, t('mail.lang')) }),
    ],
    action: { label: t('mail.privacy-request.action'), url: request.url },
    closing: t('mail.privacy-request.closing'),
  })
}

export function privacyAnswerMail(t: T, answer: { folio: string; outcome: string; reason: string }): Letter {
  return letter(t, {
    subject: t('mail.privacy-answer.subject', { folio: answer.folio }),
    paragraphs: [t(`people.outcome.${answer.outcome}` as MessageKey), answer.reason],
    closing: t('mail.privacy-answer.closing'),
  })
}
