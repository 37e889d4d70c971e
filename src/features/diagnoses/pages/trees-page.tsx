import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf } from '../../../ui/form-back.tsx'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import type { ProblemTree, Topic } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { TreeFrame } from './frame.tsx'

type ListProps = { c: C; space: Space; trees: readonly ProblemTree[]; keeps: boolean }

export function TreesPage({ c, space, trees, keeps }: ListProps) {
  const { t } = c.var
  const title = t('diagnoses.list.title')
  return (
    <TreeFrame c={c} space={space} title={title} twins={['json']}>
      <p class="lead">{t('diagnoses.list.lead')}</p>
      {keeps ? (
        <p>
          <ButtonLink href={diagnosisPaths.create(space.slug)}>{t('diagnoses.new')}</ButtonLink>
        </p>
      ) : null}
      {trees.length === 0 ? (
        <EmptyState title={t('diagnoses.list.none')}>
          <p>{t('diagnoses.list.none-text')}</p>
        </EmptyState>
      ) : null}
      <Items
        label={title}
        items={trees.map((tree) => ({
          title: tree.title,
          href: diagnosisPaths.tree(tree),
          meta: tree.topic ? t('diagnoses.topic', { topic: tree.topic.name }) : null,
          state: tree.publishedAt ? null : <Status kind="not-started" word={t('diagnoses.draft')} />,
        }))}
      />
    </TreeFrame>
  )
}

type NewProps = {
  c: C
  space: Space
  topics: readonly Topic[]
  exercises: readonly { id: string; title: string }[]
  wrong: Wrong
}

export function NewTreePage({ c, space, topics, exercises, wrong }: NewProps) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, '')
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <TreeFrame c={c} space={space} title={t('diagnoses.new')} width="narrow" noindex wrong={wrong}>
      <form method="post" action={diagnosisPaths.create(space.slug)} class="form" novalidate>
        <Field {...field('title')} label={t('diagnoses.field.title')} hint={t('diagnoses.field.title-hint')} required />
        <TextArea
          {...field('central')}
          label={t('diagnoses.field.central')}
          hint={t('diagnoses.field.wording-hint')}
          rows={3}
          required
        />
        <Select
          {...field('topicId')}
          label={t('diagnoses.field.topic')}
          empty={t('diagnoses.field.none')}
          options={topics.map(({ id, name, consultation }) => ({
            value: id,
            label: `${name} (${consultation.title})`,
          }))}
        />
        <Select
          {...field('exerciseId')}
          label={t('diagnoses.field.exercise')}
          empty={t('diagnoses.field.none')}
          options={exercises.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Actions>
          <Button>{t('diagnoses.create')}</Button>
        </Actions>
      </form>
    </TreeFrame>
  )
}
