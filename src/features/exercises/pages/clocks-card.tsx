import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import type { Clocks } from '../clocks/model.ts'
import type { Exercise } from '../model.ts'

const tones = { done: 'done', 'to-come': 'not-started', due: 'at-risk', late: 'late' } as const

/** Two clocks: how long the process takes, and the plan's own, from its public launch. */
export function ClocksCard({ c, exercise, clocks }: { c: C; exercise: Exercise; clocks: Clocks }) {
  const { t, context } = c.var
  const date = (day: string) => formatDate(day, context.locale)
  if (!clocks.process && !clocks.plan) return null
  return (
    <Card title={t('exercise.clocks')} size="small">
      <DescriptionList
        items={[
          ...(clocks.process
            ? [
                {
                  term: t('exercise.clocks.process'),
                  value: t('exercise.clocks.process.text', {
                    ...{ date: date(clocks.process.since), months: clocks.process.months },
                    minimum: clocks.process.minimumMonths,
                  }),
                },
              ]
            : []),
          {
            term: t('exercise.clocks.plan'),
            value: clocks.plan
              ? t('exercise.clocks.plan.text', { from: date(clocks.plan.startsOn), to: date(clocks.plan.endsOn) })
              : t('exercise.clocks.plan.none'),
          },
          ...(clocks.plan?.checks ?? []).map((check) => ({
            term: check.name,
            value: (
              <Status kind={tones[check.state]} word={t(`exercise.check.${check.state}`)} why={date(check.dueOn)} />
            ),
          })),
        ]}
      />
      {clocks.plan?.fault ? (
        <p class={clocks.plan.fault.severity === 'error' ? 'status late' : 'status at-risk'}>
          {t(`exercise.clocks.fault.${clocks.plan.fault.severity}`, {
            expected: date(clocks.plan.fault.expected),
            stated: date(clocks.plan.fault.stated),
          })}
        </p>
      ) : null}
      {exercise.plan === null ? <p class="small muted">{t('exercise.clocks.no-plan')}</p> : null}
    </Card>
  )
}
