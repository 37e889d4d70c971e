import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { longestStatement, type Statement } from '../statements/model.ts'
import { ConsultationFrame } from './frame.tsx'
import { figure } from './words.ts'

type DeskProps = {
  c: C
  consultation: Consultation
  statements: readonly Statement[]
  wrong: { form: string; typed: Typed; errors: FieldErrors } | null
}

/** Proposals first: what waits for a decision, then what stands to the vote and what was not accepted, with its reason. */
export function StatementDeskPage({ c, consultation, statements, wrong }: DeskProps) {
  const { t } = c.var
  const title = t('consultations.statement-desk')
  const order = (one: Statement) => (one.decision === null ? 0 : one.decision === 'accepted' ? 1 : 2)
  const sorted = [...statements].sort((a, b) => order(a) - order(b) || a.number - b.number)
  const isNew = wrong?.form === 'new'
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={[{ label: t('consultations.statements'), href: consultationPaths.statements(consultation) }]}
      errors={isNew || wrong === null ? (wrong?.errors ?? {}) : {}}
      noindex
    >
      <h1>{title}</h1>
      <form method="post" action={consultationPaths.statementDesk(consultation)} class="form" novalidate>
        <TextArea
          t={t}
          name="body"
          label={t('consultations.statement.seed')}
          hint={t('consultations.statement.hint')}
          required
          rows={2}
          maxlength={longestStatement}
          value={isNew ? wrong.typed.body : ''}
          error={isNew ? wrong.errors.body : undefined}
        />
        <Actions>
          <Button>{t('consultations.statement.seed.do')}</Button>
        </Actions>
      </form>
      <ol class="contributions">
        {sorted.map((statement) => (
          <li>
            <Row c={c} consultation={consultation} statement={statement} wrong={wrong} />
          </li>
        ))}
      </ol>
    </ConsultationFrame>
  )
}

function Row({ c, consultation, statement, wrong }: Omit<DeskProps, 'statements'> & { statement: Statement }) {
  const { t } = c.var
  const { number, body, decision, reason, tally, isSeed } = statement
  const state = decision ?? 'waiting'
  const own = wrong?.form === String(number) ? wrong : null
  return (
    <Card title={`${number}. ${body}`} size="small">
      <div class="stack">
        <p class="small muted">
          {t(`consultations.statement.state.${state}`)}
          {isSeed ? ` · ${t('consultations.statement.own')}` : ''} ·{' '}
          {t('consultations.statement.votes', { count: figure(c, tally.agrees + tally.disagrees + tally.passes) })}
        </p>
        {reason ? <p>{reason}</p> : null}
        {(['accepted', 'rejected'] as const)
          .filter((other) => other !== decision)
          .map((other) => (
            <Confirm summary={t(`consultations.statement.${other}`)} open={own?.typed.decision === other}>
              <form
                method="post"
                action={consultationPaths.decideStatement(consultation, number)}
                class="form"
                novalidate
              >
                <input type="hidden" name="decision" value={other} />
                <Field
                  t={t}
                  id={`reason-${number}-${other}`}
                  name="reason"
                  label={t('consultations.review.reason')}
                  required={other === 'rejected'}
                  value={own?.typed.decision === other ? own.typed.reason : ''}
                  error={own?.typed.decision === other ? own.errors.reason : undefined}
                />
                <Actions>
                  <Button small>{t(`consultations.statement.${other}`)}</Button>
                </Actions>
              </form>
            </Confirm>
          ))}
      </div>
    </Card>
  )
}
