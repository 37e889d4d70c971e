import type { C } from '../../../../platform/http/env.ts'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { type Item, urgencyOf } from '../model.ts'

type ChecklistProps = { c: C; space: Space; exercise: Exercise; items: readonly Item[]; today: string }

const kinds = { late: 'late', due: 'at-risk', soon: 'on-time', missing: 'not-started' } as const

/** What is missing and what is due, each leading to where it is done. */
export function ChecklistPage({ c, space, exercise, items, today }: ChecklistProps) {
  const { t, context } = c.var
  const title = t('checklist.title')
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} width="narrow">
      <PageHeader title={title} lead={t('checklist.lead')} />
      {items.length === 0 ? <EmptyState title={t('checklist.none')} /> : null}
      <ul class="outputs">
        {items.map((item) => {
          const urgency = urgencyOf(item, today)
          return (
            <li>
              <p>
                <a href={item.href}>{t(item.key, item.values)}</a>
              </p>
              <Status
                kind={kinds[urgency]}
                word={t(`checklist.urgency.${urgency}`)}
                {...(item.dueOn ? { why: formatDate(item.dueOn, context.locale) } : {})}
              />
            </li>
          )
        })}
      </ul>
    </ExerciseFrame>
  )
}
