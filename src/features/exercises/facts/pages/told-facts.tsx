import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { type ToldFact, toldTogether } from '../model.ts'

/** What sources say, each with its source; where they differ, both, and that they do. */
export function ToldFacts({ c, told }: { c: C; told: readonly ToldFact[] }) {
  if (told.length === 0) return null
  return (
    <Card title={c.var.t('exercise.told')}>
      <ToldList c={c} told={told} />
    </Card>
  )
}

export function ToldList({ c, told }: { c: C; told: readonly ToldFact[] }) {
  const { t } = c.var
  return (
    <dl class="told">
      {toldTogether(told).map(({ label, values, isDisputed }) => (
        <div class={isDisputed ? 'disputed' : ''}>
          <dt>{label}</dt>
          {isDisputed ? <dd class="status dispute">{t('exercise.told.disputed')}</dd> : null}
          {values.map(({ value, sourceTitle, sourceUrl, note }) => (
            <dd>
              <strong>{value}</strong>{' '}
              <span class="why">
                {sourceUrl ? <a href={sourceUrl}>{sourceTitle}</a> : sourceTitle}
                {note ? ` · ${note}` : ''}
              </span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
