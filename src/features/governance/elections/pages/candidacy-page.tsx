import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { backOf, fieldsOf } from '../../../../ui/form-back.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { type Candidacy, documentKinds, phasesBeforeVoting } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { CandidacyText, DecisionMark } from './candidacy-list.tsx'
import { ElectionFrame, type ElectionPlace } from './frame.tsx'
import { PaperField } from './paper-field.tsx'

export type CandidacyView = ElectionPlace & {
  /** Of whoever asks. */
  own: Candidacy | null
  /** Those of the seat's sector. */
  organizations: readonly { id: string; name: string }[]
  wrong: Wrong
}

export function CandidacyPage(view: CandidacyView) {
  const { c, election, phase, own, wrong } = view
  const { t, context } = c.var
  const title = t(own ? 'elections.stand.own' : 'elections.stand.title')
  return (
    <ElectionFrame place={view} title={title} width="narrow" noindex wrong={wrong} islands={['draft-keeper']}>
      {own ? <OwnCandidacy {...view} own={own} /> : null}
      {!own && phase !== 'candidacies' ? (
        <Notice t={t} kind="warning">
          <p>
            {t('elections.stand.closed', {
              from: formatDateTime(election.candidaciesFrom, context.locale, election.timeZone),
              to: formatDateTime(election.candidaciesTo, context.locale, election.timeZone),
            })}
          </p>
        </Notice>
      ) : null}
      {!own && phase === 'candidacies' ? <StandForm {...view} /> : null}
    </ElectionFrame>
  )
}

function OwnCandidacy(view: CandidacyView & { own: Candidacy }) {
  const { c, body, election, own, phase, wrong } = view
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'retiro')
  const mayLeave = phasesBeforeVoting.includes(phase) && (own.decision === null || own.decision.decision === 'admitted')
  return (
    <Card title={`${own.number}. ${own.name}`}>
      <p>
        <DecisionMark c={c} candidacy={own} />
      </p>
      <CandidacyText {...view} candidacy={own} />
      {mayLeave ? (
        <Confirm summary={t('elections.step-back')} open={wrong?.form === 'retiro'}>
          <form method="post" action={electionPaths.stepBack(body, election.slug)} class="form" novalidate>
            <TextArea
              {...field('reason')}
              label={t('governance.reason')}
              hint={t('elections.step-back.hint')}
              rows={2}
              required
            />
            <Actions>
              <Button kind="danger">{t('elections.step-back.submit')}</Button>
            </Actions>
          </form>
        </Confirm>
      ) : null}
    </Card>
  )
}

function StandForm({ c, body, election, organizations, wrong }: CandidacyView) {
  const { t, context } = c.var
  const field = fieldsOf({ c, wrong }, 'candidatura')
  const { typed } = backOf(wrong, 'candidatura')
  return (
    <DraftKeeper t={t}>
      {election.requirements ? (
        <Card title={t('elections.requirements')} size="small">
          {election.requirements.split(/\n+/).map((line) => (
            <p>{line}</p>
          ))}
        </Card>
      ) : null}
      <form
        method="post"
        action={electionPaths.standing(body, election.slug)}
        class="form"
        enctype="multipart/form-data"
        novalidate
      >
        <p>{t('elections.stand.public')}</p>
        <Field
          {...field('name')}
          label={t('elections.stand.name')}
          value={field('name').value ?? context.actor?.name}
          required
        />
        <Field
          {...field('alternate')}
          label={t('elections.stand.alternate')}
          hint={t('elections.stand.alternate-hint')}
        />
        <Select
          {...field('organization')}
          label={t('elections.stand.organization')}
          hint={t(
            election.sector === 'citizens' ? 'elections.stand.citizens-hint' : 'elections.stand.organization-hint',
          )}
          empty="—"
          required={election.sector !== 'citizens'}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea
          {...field('statement')}
          label={t('elections.stand.statement')}
          hint={t('elections.stand.statement-hint')}
          maxlength={4000}
          required
        />
        <Fieldset legend={t('elections.stand.documents')} hint={t('elections.stand.documents-hint')}>
          {documentKinds.map((kind) => (
            <PaperField c={c} field={field} typed={typed} name={kind} label={t(`elections.document.${kind}`)} />
          ))}
          <Field
            {...field('documentUrl')}
            type="url"
            label={t('elections.stand.link')}
            hint={t('elections.stand.link-hint')}
          />
        </Fieldset>
        <Actions>
          <Button>{t('elections.stand.submit')}</Button>
        </Actions>
      </form>
    </DraftKeeper>
  )
}
