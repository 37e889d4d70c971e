import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { BenchFrame } from './frame.tsx'
import { TopicForm } from './topic-forms.tsx'

export type TopicsView = {
  consultation: Consultation
  topics: readonly Topic[]
  /** Settled contributions of each, by its id. */
  counts: ReadonlyMap<string, number>
  typed: Typed
  errors: FieldErrors
}

export function TopicsPage({ c, view }: { c: C; view: TopicsView }) {
  const { t } = c.var
  const { consultation, topics, counts, typed, errors } = view
  const hasErrors = Object.keys(errors).length > 0
  return (
    <BenchFrame
      c={c}
      consultation={consultation}
      section="topics"
      title={t('systematising.topics')}
      {...(hasErrors ? { errors } : {})}
    >
      {topics.length === 0 ? (
        <EmptyState title={t('systematising.topics.none')}>
          <p>{t('systematising.topics.none-text')}</p>
        </EmptyState>
      ) : (
        <Table
          id="topics"
          caption={t('systematising.topics')}
          captionHidden
          columns={[
            {
              ...{ key: 'name', label: t('systematising.topic.name') },
              cell: ({ number, name }: Topic) => (
                <a href={systematisingPaths.topic(consultation, number)}>
                  {number} · {name}
                </a>
              ),
            },
            { key: 'state', label: t('systematising.topic.state'), cell: (topic) => stateWords(c, topic) },
            {
              ...{ key: 'count', label: t('systematising.topic.count'), numeric: true },
              cell: ({ id }) => figure(c, counts.get(id) ?? 0),
            },
          ]}
          rows={topics}
        />
      )}
      <Card title={t('systematising.topic.new')}>
        <TopicForm
          c={c}
          consultation={consultation}
          action={systematisingPaths.topics(consultation)}
          typed={typed}
          errors={errors}
          isNew
        />
      </Card>
    </BenchFrame>
  )
}

function stateWords(c: C, { isPriority, response, mergedInto, splitFrom }: Topic): string {
  const { t } = c.var
  if (mergedInto) return t('systematising.topic.merged', { number: mergedInto.number })
  return [
    ...(isPriority ? [t('systematising.topic.is-priority')] : []),
    t(response ? 'systematising.topic.answered' : 'systematising.topic.unanswered'),
    ...(splitFrom ? [t('systematising.topic.split-from', { number: splitFrom.number })] : []),
  ].join(' · ')
}
