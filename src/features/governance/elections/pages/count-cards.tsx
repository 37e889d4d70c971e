import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { backOf, fieldsOf } from '../../../../ui/form-back.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { electionPaths } from '../paths.ts'
import { votesField } from '../schema.ts'
import type { DeskView } from './desk-view.ts'
import { PaperField } from './paper-field.tsx'

/** After the vote: the act of the polling table where anybody voted there, then the count. */
export function CountCards(view: DeskView) {
  const { c, phase, paper, totals, count } = view
  const { t } = c.var
  if (phase !== 'to-count' && phase !== 'counted') return null
  return (
    <>
      <Card title={t('elections.act.title')} id="acta">
        <p>{t('elections.act.voters', { count: totals.votedOnPaper })}</p>
        {paper ? (
          <Status kind="done" word={t('elections.act.written', { ballots: paper.ballots })} why={paper.act} />
        ) : null}
        {!paper && phase === 'to-count' && totals.votedOnPaper > 0 ? <ActForm {...view} /> : null}
      </Card>
      <Card title={t('elections.count.title')} id="conteo">
        {count ? <Status kind="done" word={t('elections.phase.counted')} /> : <CountForm {...view} />}
      </Card>
    </>
  )
}

function ActForm({ c, body, election, candidacies, wrong }: DeskView) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'acta')
  const admitted = candidacies.filter(({ decision }) => decision?.decision === 'admitted')
  const number = (name: string, label: string) => (
    <Field {...field(name)} type="number" inputmode="numeric" size="short" min={0} label={label} required />
  )
  return (
    <form
      method="post"
      action={electionPaths.act(body, election.slug)}
      class="form"
      enctype="multipart/form-data"
      novalidate
    >
      <p>{t('elections.act.hint')}</p>
      <Fieldset legend={t('elections.act.totals')}>
        {number('ballots', t('elections.act.ballots'))}
        {number('blank', t('elections.result.blank'))}
        {number('spoiled', t('elections.result.spoiled'))}
      </Fieldset>
      <Fieldset legend={t('elections.act.votes')} hint={t('elections.act.votes-hint')}>
        {admitted.map((one) => number(votesField(one.number), `${one.number}. ${one.name}`))}
      </Fieldset>
      <Field {...field('act')} label={t('elections.act.name')} hint={t('elections.act.name-hint')} required />
      <PaperField
        c={c}
        field={field}
        typed={backOf(wrong, 'acta').typed}
        name="act"
        label={t('elections.act.file')}
        hint={t('elections.act.file-hint')}
      />
      <Field {...field('actUrl')} type="url" label={t('elections.act.url')} />
      <TextArea
        {...field('witnesses')}
        label={t('elections.act.witnesses-label')}
        hint={t('elections.act.witnesses-hint')}
        rows={2}
        required
      />
      <Actions>
        <Button>{t('elections.act.submit')}</Button>
      </Actions>
    </form>
  )
}

function CountForm({ c, body, election, paper, totals }: DeskView) {
  const { t } = c.var
  if (totals.votedOnPaper > 0 && !paper)
    return (
      <Notice t={t} kind="info">
        <p>{t('elections.refused.paper-first')}</p>
      </Notice>
    )
  return (
    <form method="post" action={electionPaths.count(body, election.slug)}>
      <p>{t('elections.count.text')}</p>
      <Actions>
        <Button>{t('elections.count.submit')}</Button>
      </Actions>
    </form>
  )
}
