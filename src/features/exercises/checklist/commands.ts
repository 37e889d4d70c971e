import type { Database } from '../../../platform/context.ts'
import { translator } from '../../../platform/i18n.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { formatDate } from '../../../ui/format.ts'
import { letter } from '../../people/emails.tsx'
import { type Exercise, isOver } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { publishedExercises } from '../queries.ts'
import { type Item, urgencyOf } from './model.ts'
import { facilitatorsOf, type Recipient, readChecklist } from './queries.ts'

/**
 * One letter to each facilitator with what is due within a week or late and of which she was not yet told. The rows and the mail
 * are written in one transaction, so that nobody is told twice of one thing. Returns how many letters were queued.
 */
export async function remindFacilitators(work: { db: Database; baseUrl: string }, now: Date): Promise<number> {
  let letters = 0
  for (const exercise of await publishedExercises(work.db)) {
    if (isOver(exercise)) continue
    const { items, today } = await readChecklist(work.db, exercise, now)
    const pressing = items.filter((item) => ['due', 'late'].includes(urgencyOf(item, today)))
    if (pressing.length === 0) continue
    for (const recipient of await facilitatorsOf(work.db, exercise.space.id, now))
      if (await remind(work, exercise, recipient, pressing, now)) letters += 1
  }
  return letters
}

async function remind(
  { db, baseUrl }: { db: Database; baseUrl: string },
  exercise: Exercise,
  recipient: Recipient,
  pressing: readonly Item[],
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const fresh = await tx
      .insertInto('exercise_reminders')
      .values(
        pressing.flatMap(({ matter, dueOn }) =>
          dueOn === null
            ? []
            : [{ exercise_id: exercise.id, person_id: recipient.personId, matter, due_on: dueOn, sent_at: now }],
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['matter', 'due_on'])
      .execute()
    if (fresh.length === 0) return false
    const told = pressing.filter(({ matter, dueOn }) =>
      fresh.some((row) => row.matter === matter && row.due_on === dueOn),
    )
    const mail = reminderOf(exercise, told, recipient.language === 'en' ? 'en' : 'es', baseUrl)
    await queueMail(tx, { ...mail, recipient: recipient.email, purpose: 'exercise-reminder' }, now)
    return true
  })
}

function reminderOf(exercise: Exercise, told: readonly Item[], locale: 'es' | 'en', baseUrl: string) {
  const t = translator(locale)
  const lines = told.map(({ key, values, dueOn, href }) => {
    const date = formatDate(dueOn ?? '', locale)
    return t('checklist.mail.line', { what: t(key, values), date, url: `${baseUrl}${href}` })
  })
  return letter(t, {
    subject: t('checklist.mail.subject', { count: told.length, exercise: exercise.title }),
    paragraphs: [t('checklist.mail.text', { exercise: exercise.title }), ...lines],
    action: { label: t('checklist.title'), url: `${baseUrl}${exercisePaths.checklist(exercise)}` },
    closing: t('checklist.mail.closing'),
  })
}
