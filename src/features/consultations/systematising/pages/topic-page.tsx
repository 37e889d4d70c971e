import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import type { Consultation } from '../../model.ts'
import type { Coded } from '../coding/queries.ts'
import { pageSizes, type Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { AboutLine, CodedText, textName } from './coded-text.tsx'
import { BenchFrame } from './frame.tsx'
import { TopicForm } from './topic-forms.tsx'

export type TopicView = {
  consultation: Consultation
  topic: Topic
  topics: readonly Topic[]
  items: readonly Coded[]
  all: number
  page: number
  mayLead: boolean
  wrong: { form: 'edit' | 'split' | 'merge'; typed: Typed; errors: FieldErrors } | null
}

/** One topic: its words and answer, what is settled in it, and how to merge or split it. */
export function TopicPage({ c, view }: { c: C; view: TopicView }) {
  const { t } = c.var
  const { consultation, topic, mayLead, wrong } = view
  const trail = [{ label: t('systematising.topics'), href: systematisingPaths.topics(consultation) }]
  const title = `${topic.number} · ${topic.name}`
  return (
    <BenchFrame
      c={c}
      consultation={consultation}
      section="topics"
      title={title}
      trail={trail}
      {...(wrong ? { errors: wrong.errors } : {})}
    >
      {topic.mergedInto ? (
        <Notice t={t}>
          <p>
            <a href={systematisingPaths.topic(consultation, topic.mergedInto.number)}>
              {t('systematising.topic.merged', { number: topic.mergedInto.number })}
            </a>
          </p>
        </Notice>
      ) : null}
      {topic.problem ? <p class="lead">{topic.problem}</p> : null}
      {mayLead && topic.mergedInto === null ? (
        <WithAside label={t('systematising.topic.change')} aside={<Forms c={c} view={view} />}>
          <Gathered c={c} view={view} />
        </WithAside>
      ) : (
        <Gathered c={c} view={view} />
      )}
    </BenchFrame>
  )
}

function Forms({ c, view }: { c: C; view: TopicView }) {
  const { t } = c.var
  const { consultation, topic, topics, wrong } = view
  const others = topics.filter(({ id, mergedInto }) => id !== topic.id && mergedInto === null)
  const now: Typed = {
    ...{ name: topic.name, problem: topic.problem ?? '', axis: topic.axisId ?? '', response: topic.response ?? '' },
    ...(topic.isPriority ? { priority: 'on' } : {}),
  }
  const edits = wrong?.form === 'edit' ? wrong : { typed: now, errors: {} }
  return (
    <>
      <Card title={t('systematising.topic.change')} size="small">
        <TopicForm
          c={c}
          consultation={consultation}
          action={systematisingPaths.topic(consultation, topic.number)}
          typed={edits.typed}
          errors={edits.errors}
          isNew={false}
        />
      </Card>
      {others.length > 0 ? (
        <Card title={t('systematising.merge')} size="small">
          <form method="post" action={systematisingPaths.merge(consultation, topic.number)} class="form" novalidate>
            <Select
              t={t}
              name="into"
              label={t('systematising.merge.into')}
              hint={t('systematising.merge.hint')}
              empty={t('systematising.merge.choose')}
              options={others.map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
              error={wrong?.form === 'merge' ? wrong.errors.into : undefined}
            />
            <Actions>
              <Button kind="quiet">{t('systematising.merge')}</Button>
            </Actions>
          </form>
        </Card>
      ) : null}
    </>
  )
}

const splitForm = 'split'

function Gathered({ c, view }: { c: C; view: TopicView }) {
  const { t } = c.var
  const { consultation, topic, items, all, page, mayLead, wrong } = view
  if (items.length === 0) return <EmptyState title={t('systematising.topic.empty')} />
  const split = wrong?.form === 'split' ? wrong : { typed: {} as Typed, errors: {} as FieldErrors }
  const chosen = split.typed.contributions?.split('\n') ?? []
  return (
    <>
      <h2>{t('systematising.topic.gathered', { count: all })}</h2>
      <ol class="coded-items" start={(page - 1) * pageSizes.list + 1}>
        {items.map((item) => (
          <li>
            {mayLead ? (
              <label class="choice">
                <input
                  type="checkbox"
                  name="contributions"
                  value={item.id}
                  form={splitForm}
                  checked={chosen.includes(item.id)}
                  aria-label={textName(c, item)}
                />
                <span class="small muted">{t('systematising.split.this')}</span>
              </label>
            ) : null}
            <CodedText c={c} text={item} />
            <AboutLine c={c} consultation={consultation} item={item} />
          </li>
        ))}
      </ol>
      {mayLead ? (
        <Card title={t('systematising.split')} size="small">
          <form
            method="post"
            id={splitForm}
            action={systematisingPaths.split(consultation, topic.number)}
            class="form"
            novalidate
          >
            <Field
              t={t}
              id="split-name"
              name="name"
              label={t('systematising.split.name')}
              hint={t('systematising.split.hint')}
              maxlength={200}
              value={split.typed.name}
              error={split.errors.name ?? split.errors.contributions}
            />
            <Actions>
              <Button kind="quiet">{t('systematising.split')}</Button>
            </Actions>
          </form>
        </Card>
      ) : null}
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(all / pageSizes.list)}
        hrefOf={(number) => systematisingPaths.topic(consultation, topic.number, number)}
      />
    </>
  )
}
