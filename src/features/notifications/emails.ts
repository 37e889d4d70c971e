import type { T } from '../../platform/i18n.ts'
import { formatDate } from '../../ui/format.ts'
import { type Letter, letter } from '../people/emails.tsx'
import { headerText, type Item, type Subject } from './model.ts'

export function confirmMail(t: T, subject: Subject, url: string): Letter {
  return letter(t, {
    subject: headerText(t('follow.mail.confirm.subject', { title: subject.title })),
    paragraphs: [t('follow.mail.confirm.text', { title: subject.title })],
    action: { label: t('follow.mail.confirm.action'), url },
    closing: t('follow.mail.confirm.closing'),
  })
}

export function alreadyMail(t: T, subject: Subject, url: string): Letter {
  return letter(t, {
    subject: headerText(t('follow.mail.already.subject', { title: subject.title })),
    paragraphs: [t('follow.mail.already.text', { title: subject.title })],
    action: { label: t('follow.mail.manage'), url },
    closing: t('follow.mail.confirm.closing'),
  })
}

const mostLines = 30

type Told = { subject: Subject; items: readonly Item[]; baseUrl: string; manageUrl: string; leaveUrl: string }

/** What happened since the last mail about one subject, each with the page where it can be seen. */
export function tellingMail(t: T, { subject, items, baseUrl, manageUrl, leaveUrl }: Told): Letter {
  const [first] = items
  const locale = t('mail.lang')
  const lines = items.slice(0, mostLines).map((item) => {
    const what = t(`follow.kind.${item.kind}`)
    return `${formatDate(item.at.toISOString().slice(0, 10), locale)} · ${what}: ${item.title} (${item.place})\n${baseUrl}${item.path}`
  })
  const rest = items.length - mostLines
  const title =
    items.length === 1 && first
      ? `${t(`follow.kind.${first.kind}`)}: ${first.title}`
      : t('follow.mail.subject', { count: items.length, title: subject.title })
  return letter(t, {
    subject: headerText(title),
    paragraphs: [
      t('follow.mail.lead', { title: subject.title }),
      ...lines,
      ...(rest > 0 ? [t('follow.mail.rest', { count: rest })] : []),
    ],
    action: { label: t('follow.mail.manage'), url: manageUrl },
    closing: t('follow.mail.closing', { url: leaveUrl }),
  })
}
