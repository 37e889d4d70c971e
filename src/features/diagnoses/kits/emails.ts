import type { T } from '../../../platform/i18n.ts'
import { formatDateTime } from '../../../ui/format.ts'
import { type Letter, letter } from '../../people/emails.tsx'
import type { ProblemTree } from '../model.ts'
import type { Kit, Moment } from './model.ts'

type For = { table: string; heldAt: Date; moment: Moment }

/** The kit of a table to one who has a place there: what it holds, when the table is, and where it is read. */
export function kitMail(
  t: T,
  tree: Pick<ProblemTree, 'space'>,
  kit: Kit,
  { table, heldAt, moment }: For,
  url: string,
): Letter {
  const when = formatDateTime(heldAt, t('mail.lang'))
  return letter(t, {
    subject: t(`diagnoses.mail.${moment}.subject`, { table }).replace(/\s+/g, ' '),
    paragraphs: [
      t(`diagnoses.mail.${moment}.text`, { table, when, space: tree.space.name }),
      ...(moment === 'after' ? [] : [t('diagnoses.mail.agenda', { agenda: kit.agenda })]),
      t('diagnoses.mail.confirm'),
    ],
    action: { label: t('diagnoses.mail.action'), url },
    closing: t('diagnoses.mail.closing', { table }),
  })
}
