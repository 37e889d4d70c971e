import type { C } from '../../../platform/http/env.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import type { Method } from '../methods/model.ts'
import { type Exercise, firstActivityOf, noticeOf } from '../model.ts'
import { exercisePaths } from '../paths.ts'

type RunnerCardProps = { c: C; exercise: Exercise; method: Method; today: string }

/** For whoever runs the exercise: what to publish or look at next. */
export function RunnerCard({ c, exercise, method, today }: RunnerCardProps) {
  const { t } = c.var
  const notice = noticeOf(today, firstActivityOf(exercise.stages), method.definition.noticeDays)
  const links = [
    { href: exercisePaths.checklist(exercise), label: t('checklist.title') },
    { href: exercisePaths.calendar(exercise), label: t('exercise.calendar') },
    { href: exercisePaths.edit(exercise), label: t('exercise.edit') },
  ]
  return (
    <Card title={t('exercise.desk')} tone="on-time">
      <div class="stack">
        {exercise.publishedAt === null ? (
          <>
            <p>{t('exercise.publish.text', { notice: method.definition.noticeDays })}</p>
            {notice?.isShort ? (
              <p class="status at-risk">
                {t('exercise.publish.short', { days: notice.days, notice: method.definition.noticeDays })}
              </p>
            ) : null}
            <form method="post" action={exercisePaths.publish(exercise)}>
              <Button>{t('exercise.publish')}</Button>
            </form>
          </>
        ) : null}
        <nav aria-label={t('exercise.desk')}>
          <ul class="chips">
            {links.map(({ href, label }) => (
              <li>
                <a class="chip" href={href}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Card>
  )
}
