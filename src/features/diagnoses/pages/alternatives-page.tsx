import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf, fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Alternative, criteria, unscored } from '../alternatives/model.ts'
import { logframePaths } from '../logframe/paths.ts'
import { inReadingOrder, type ProblemTree, sideOf, type TreeNode, worriesOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { AlternativeCard } from './alternative-card.tsx'
import { TreeFrame } from './frame.tsx'

type PageProps = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  alternatives: readonly Alternative[]
  /** The tree has its logic framework already. */
  hasMatrix: boolean
  wrong: Wrong
}

export function AlternativesPage(props: PageProps) {
  const { c, space, tree, nodes, alternatives, wrong } = props
  const { t } = c.var
  const { withoutMirror } = worriesOf(nodes)
  return (
    <TreeFrame c={c} space={space} tree={tree} title={t('diagnoses.alternatives.weigh')} noindex wrong={wrong}>
      <p class="lead">{t('diagnoses.alternatives.lead')}</p>
      {withoutMirror.length > 0 ? (
        <Notice t={t} kind="warning">
          <p>{t('diagnoses.warn.mirrors', { count: withoutMirror.length })}</p>
        </Notice>
      ) : null}
      {alternatives.length > 0 ? <h2>{t('diagnoses.alternatives.title')}</h2> : null}
      {alternatives.map((one) => (
        <>
          <AlternativeCard c={c} one={one} nodes={nodes} />
          {one.isSelected ? <MatrixOf {...props} one={one} /> : null}
          {one.isSelected === null ? <ScoreForm {...props} one={one} /> : null}
          {one.isSelected === null && unscored(one).length === 0 ? <DecisionForm {...props} one={one} /> : null}
        </>
      ))}
      <h2>{t('diagnoses.alternatives.new')}</h2>
      <AddForm {...props} />
    </TreeFrame>
  )
}

function MatrixOf({ c, tree, hasMatrix, one }: PageProps & { one: Alternative }) {
  const { t } = c.var
  if (hasMatrix) {
    return (
      <p>
        <a href={logframePaths.desk(tree)}>{t('logframe.title')}</a>
      </p>
    )
  }
  return (
    <form method="post" action={logframePaths.matrix(tree)}>
      <input type="hidden" name="alternative" value={one.number} />
      <Button kind="quiet">{t('logframe.start')}</Button>
    </form>
  )
}

function AddForm({ c, tree, nodes, wrong }: PageProps) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, 'nueva')
  const causes = inReadingOrder(nodes).filter(({ kind }) => sideOf(kind) === 'cause')
  return (
    <form method="post" action={diagnosisPaths.alternatives(tree)} class="form" novalidate>
      <TextArea
        {...{ t, name: 'wording', id: idIn('nueva', 'wording'), value: typed.wording, error: errors.wording }}
        label={t('diagnoses.field.alternative')}
        rows={3}
        required
      />
      <CheckboxGroup
        {...{ t, name: 'nodes', id: idIn('nueva', 'nodes'), error: errors.nodes ?? errors.form }}
        values={typed.nodes?.split('\n')}
        label={t('diagnoses.field.means')}
        hint={t('diagnoses.field.means-hint')}
        options={causes.map(({ id, wording, mirror }) => ({ value: id, label: mirror?.trim() || wording }))}
      />
      <Actions>
        <Button>{t('diagnoses.add')}</Button>
      </Actions>
    </form>
  )
}

function ScoreForm({ c, tree, wrong, one }: PageProps & { one: Alternative }) {
  const { t } = c.var
  const form = `criterios-${one.number}`
  const { typed, errors } = backOf(wrong, form)
  const field = (name: string, given: string | undefined) => ({
    ...{ t, name, id: idIn(`${form}-forma`, name), value: typed[name] ?? given, error: errors[name] },
  })
  const summary = t('diagnoses.alternatives.score', { number: one.number })
  return (
    <Details summary={summary} open={wrong?.form === form || unscored(one).length > 0}>
      <form method="post" action={diagnosisPaths.alternative(tree, one.number)} class="form" novalidate>
        <input type="hidden" name="version" value={one.version} />
        {criteria.map((criterion) => (
          <>
            <RadioGroup
              {...field(`points.${criterion}`, one.scores[criterion]?.points.toString())}
              label={t(`diagnoses.criterion.${criterion}`)}
              hint={t(`diagnoses.criterion.${criterion}-hint`)}
              inline
              required
              options={['0', '1', '2', '3'].map((value) => ({ value, label: value }))}
            />
            <Field
              {...field(`why.${criterion}`, one.scores[criterion]?.why)}
              label={t('diagnoses.field.why', {
                criterion: t(`diagnoses.criterion.${criterion}`).toLocaleLowerCase('es'),
              })}
              required
            />
          </>
        ))}
        <Actions>
          <Button kind="quiet">{t('diagnoses.save')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function DecisionForm({ c, tree, wrong, one }: PageProps & { one: Alternative }) {
  const { t } = c.var
  const form = `decision-${one.number}`
  const field = fieldsOf({ c, wrong }, form)
  return (
    <Details summary={t('diagnoses.alternatives.decide', { number: one.number })} open={wrong?.form === form}>
      <form method="post" action={diagnosisPaths.decide(tree, one.number)} class="form" novalidate>
        <input type="hidden" name="version" value={one.version} />
        <RadioGroup
          {...field('selected')}
          label={t('diagnoses.field.decision')}
          required
          options={[
            { value: 'yes', label: t('diagnoses.alternatives.selected') },
            { value: 'no', label: t('diagnoses.alternatives.aside') },
          ]}
        />
        <TextArea {...field('reason')} label={t('diagnoses.why')} rows={2} required />
        <Actions>
          <Button>{t('diagnoses.alternatives.submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
