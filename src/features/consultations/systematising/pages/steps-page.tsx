import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card, Columns } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { Act } from '../coding/queries.ts'
import { pageSizes } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import type { Answers, Settings } from '../queries.ts'
import { BenchFrame } from './frame.tsx'

export type StepsView = {
  consultation: Consultation
  settings: Settings
  answers: Answers
  acts: readonly Act[]
  all: number
  page: number
  personId: string
  mayLead: boolean
  typed: Typed
  errors: FieldErrors
}

/** What was done, each step to be undone as a whole; how many are coded twice; and letting everybody read the results. */
export function StepsPage({ c, view }: { c: C; view: StepsView }) {
  const { t } = c.var
  const { consultation, acts, all, page, mayLead, errors } = view
  return (
    <BenchFrame
      c={c}
      consultation={consultation}
      section="steps"
      title={t('systematising.steps')}
      {...(Object.keys(errors).length > 0 ? { errors } : {})}
    >
      {mayLead ? <Leading c={c} view={view} /> : null}
      {acts.length === 0 ? <EmptyState title={t('systematising.steps.none')} /> : <Steps c={c} view={view} />}
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(all / pageSizes.acts)}
        hrefOf={(number) => systematisingPaths.steps(consultation, number)}
      />
    </BenchFrame>
  )
}

function Leading({ c, view }: { c: C; view: StepsView }) {
  const { t, context } = c.var
  const { consultation, settings, answers, typed, errors } = view
  return (
    <Columns>
      <Card title={t('systematising.settings')}>
        <form method="post" action={systematisingPaths.settings(consultation)} class="form" novalidate>
          <Field
            t={t}
            name="codedTwice"
            label={t('systematising.settings.twice')}
            hint={t('systematising.settings.twice-hint')}
            inputmode="numeric"
            size="short"
            value={typed.codedTwice ?? settings.codedTwice}
            error={errors.codedTwice}
          />
          <Actions>
            <Button kind="quiet">{t('systematising.settings.save')}</Button>
          </Actions>
        </form>
      </Card>
      <Card title={t('systematising.results')}>
        <div class="stack">
          <p>{t('systematising.answers', { unanswered: answers.unanswered, received: figure(c, answers.received) })}</p>
          {settings.publishedAt ? (
            <p>
              {t('systematising.published-on', {
                when: formatDateTime(settings.publishedAt, context.locale, consultation.timeZone),
              })}
            </p>
          ) : (
            <form method="post" action={systematisingPaths.publish(consultation)}>
              <Button>{t('systematising.publish')}</Button>
            </form>
          )}
          <p>
            <ButtonLink href={systematisingPaths.results(consultation)} kind="quiet">
              {t('systematising.results.see')}
            </ButtonLink>
          </p>
        </div>
      </Card>
    </Columns>
  )
}

function Steps({ c, view }: { c: C; view: StepsView }) {
  const { t, context } = c.var
  const { consultation, acts, personId, mayLead } = view
  return (
    <Table
      id="steps"
      caption={t('systematising.steps')}
      captionHidden
      columns={[
        { key: 'what', label: t('systematising.step.what'), wide: true, cell: (act: Act) => actWords(c, act) },
        { key: 'by', label: t('systematising.step.by'), cell: ({ by }) => by ?? '—' },
        {
          ...{ key: 'at', label: t('systematising.step.at') },
          cell: ({ at }) => formatDateTime(at, context.locale, consultation.timeZone),
        },
        {
          ...{ key: 'undo', label: t('systematising.undo') },
          cell: (act) => {
            if (act.undoneAt) return t('systematising.undone')
            if (act.byId !== personId && !mayLead) return ''
            return (
              <form method="post" action={systematisingPaths.undo(consultation)}>
                <input type="hidden" name="act" value={act.id} />
                <input type="hidden" name="to" value="pasos" />
                <Button kind="quiet" small>
                  {t('systematising.undo')}
                  <span class="visually-hidden">: {actWords(c, act)}</span>
                </Button>
              </form>
            )
          },
        },
      ]}
      rows={acts}
    />
  )
}

function actWords(c: C, { kind, topic, other, contributions: count }: Act): string {
  const { t } = c.var
  const name = topic ?? ''
  if (kind === 'merge') return t('systematising.step.merge', { name, into: other ?? '', count })
  if (kind === 'split') return t('systematising.step.split', { name, from: other ?? '', count })
  return t(`systematising.step.${kind}`, { count })
}
