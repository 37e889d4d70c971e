import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { longestStatement, type Statement } from '../statements/model.ts'
import { ConsultationFrame } from './frame.tsx'
import { phaseWords } from './words.ts'

type View = {
  consultation: Consultation
  next: Statement | null
  voted: number
  total: number
  isOpen: boolean
  isProposed: boolean
  door: string
  typed: Typed
  errors: FieldErrors
}

/** One statement at a time: agree, disagree, pass. */
export function StatementsPage({ c, view }: { c: C; view: View }) {
  const { t } = c.var
  const { consultation, next, voted, total, isOpen, isProposed, errors } = view
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={t('consultations.statements')}
      errors={errors}
    >
      <h1>{t('consultations.statements')}</h1>
      {isProposed ? (
        <Notice t={t} kind="success" live>
          <p>{t('consultations.statement.proposed')}</p>
        </Notice>
      ) : null}
      {isOpen ? null : <p class="lead">{phaseWords(c, consultation)}</p>}
      {next ? (
        <Card>
          <form method="post" action={consultationPaths.vote(consultation, next.number)} class="stack">
            <p class="statement" id="statement">
              {next.body}
            </p>
            <fieldset class="vote-actions" aria-labelledby="statement">
              {(['agree', 'disagree', 'pass'] as const).map((word) => (
                <Button kind="quiet" name="vote" value={word}>
                  {t(`consultations.vote.${word}`)}
                </Button>
              ))}
            </fieldset>
          </form>
        </Card>
      ) : isOpen ? (
        <Notice t={t} kind="success">
          <p>{total === 0 ? t('consultations.statements.none') : t('consultations.statements.all-voted')}</p>
        </Notice>
      ) : null}
      {total > 0 && isOpen ? (
        <Progress
          id="voted"
          label={t('consultations.statements.progress')}
          value={voted}
          max={total}
          text={t('consultations.statements.voted', { voted, total })}
        />
      ) : null}
      <p>
        <a href={consultationPaths.opinions(consultation)}>{t('consultations.opinions.link')}</a>
      </p>
      {isOpen ? <Propose c={c} view={view} /> : null}
      <p class="small muted">{t('consultations.statements.privacy')}</p>
    </ConsultationFrame>
  )
}

function Propose({ c, view }: { c: C; view: View }) {
  const { t } = c.var
  const { consultation, typed, errors, door } = view
  return (
    <Card title={t('consultations.statement.propose')}>
      <form method="post" action={consultationPaths.propose(consultation)} class="form" novalidate>
        <input type="hidden" name="door" value={door} />
        <div class="visually-hidden" aria-hidden="true">
          <label for="website">{t('consultations.trap')}</label>
          <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" />
        </div>
        <TextArea
          t={t}
          name="body"
          label={t('consultations.statement')}
          hint={t('consultations.statement.hint')}
          required
          rows={2}
          maxlength={longestStatement}
          value={typed.body}
          error={errors.body}
        />
        <Actions>
          <Button kind="quiet">{t('consultations.statement.propose')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
