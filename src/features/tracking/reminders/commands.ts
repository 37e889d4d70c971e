import { dayIn, daysBetween } from '../../../platform/civil-day.ts'
import type { Database } from '../../../platform/context.ts'
import { translator } from '../../../platform/i18n.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { formatDate } from '../../../ui/format.ts'
import { commitmentPaths } from '../../commitments/paths.ts'
import { letter } from '../../people/emails.tsx'
import { occasionOf } from './model.ts'
import { type Due, dueActivities } from './queries.ts'

/**
 * One letter to each liaison with what is due and of which she was not yet told on this occasion. Rows and mail are written in
 * one transaction, so that two workers, or one that dies, never tell her twice. Returns how many letters were queued.
 */
export async function remindLiaisons(work: { db: Database; baseUrl: string }, now: Date): Promise<number> {
  const people = Map.groupBy(await dueActivities(work.db, now), (due) => due.personId)
  let letters = 0
  for (const dues of people.values()) if (await remind(work, dues, now)) letters += 1
  return letters
}

async function remind(work: { db: Database; baseUrl: string }, dues: readonly Due[], now: Date): Promise<boolean> {
  return work.db.transaction().execute(async (tx) => {
    const rows = dues.flatMap(({ activityId, personId, dueOn, timeZone }) => {
      const occasion = occasionOf(dayIn(timeZone, now), dueOn)
      return occasion ? [{ activity_id: activityId, person_id: personId, occasion, due_on: dueOn, sent_at: now }] : []
    })
    if (rows.length === 0) return false
    const fresh = await tx
      .insertInto('reminders')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('activity_id')
      .execute()
    const ids = new Set(fresh.map((row) => row.activity_id))
    const told = dues.filter((due) => ids.has(due.activityId))
    const [first] = told
    if (!first) return false
    await queueMail(
      tx,
      { ...lettersOf(work.baseUrl, told, first, now), recipient: first.email, purpose: 'reminder' },
      now,
    )
    return true
  })
}

function lettersOf(baseUrl: string, told: readonly Due[], first: Due, now: Date) {
  const locale = first.language === 'en' ? 'en' : 'es'
  const t = translator(locale)
  const lines = told.map((due) => {
    const days = daysBetween(dayIn(due.timeZone, now), due.dueOn)
    const name = `${due.code} ${due.title}`
    const date = formatDate(due.dueOn, locale)
    const where = commitmentPaths.commitment({ space: { slug: due.space }, slug: due.plan }, due.key)
    const words =
      days < 0 ? t('time.reminder.late', { name, date, days: -days }) : t('time.reminder.due', { name, date, days })
    return `${words} ${baseUrl}${where}`
  })
  return letter(t, {
    subject: t('time.reminder.subject', { count: told.length }),
    paragraphs: [t('time.reminder.text'), ...lines],
    closing: t('time.reminder.closing'),
  })
}
