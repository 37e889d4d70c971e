import type { C } from '../../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { lightKinds, reasonOf } from '../../../commitments/pages/light-words.ts'
import { commitmentPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { extensionPaths } from '../../extensions/paths.ts'
import type { DeskRow } from '../desk/model.ts'
import { reportPaths } from '../paths.ts'
import { TrackingFrame } from './frame.tsx'
import { ReportedWord, stateKinds, ValidatedWord, VerifiedWord } from './words.tsx'

type DeskProps = { c: C; plan: Plan; rows: readonly DeskRow[]; asked: readonly DeskRow[]; speaks: boolean }

/** What is mine to do, most urgent first; what is asked of me before it. */
export function DeskPage({ c, plan, rows, asked, speaks }: DeskProps) {
  const { t } = c.var
  return (
    <TrackingFrame c={c} plan={plan} title={t('tracking.desk.title')} lead={t('tracking.desk.lead')}>
      {asked.length > 0 ? (
        <Card title={t('tracking.desk.asked', { count: asked.length })}>
          {asked.map((row) => (
            <DeskLine c={c} plan={plan} row={row} speaks={speaks} />
          ))}
        </Card>
      ) : null}
      {rows.length > 0 || asked.length === 0 ? (
        <Card title={t('tracking.desk.all', { count: rows.length })}>
          {rows.length === 0 ? <EmptyState title={t('tracking.desk.none')} /> : null}
          {rows.map((row) => (
            <DeskLine c={c} plan={plan} row={row} speaks={speaks} />
          ))}
        </Card>
      ) : null}
    </TrackingFrame>
  )
}

function DeskLine({ c, plan, row, speaks }: { c: C; plan: Plan; row: DeskRow; speaks: boolean }) {
  const { t, context } = c.var
  const said = { t, locale: context.locale, zone: plan.timeZone }
  const { reported, validated, verified } = row.voices
  return (
    <article class="card">
      <h3>
        {row.code} {row.title}
      </h3>
      <p class="small">
        <a href={commitmentPaths.commitment(plan, row.key)}>
          {row.number}. {row.commitment}
        </a>
      </p>
      <p>
        {row.isPaused ? (
          <Status kind="paused" word={t('tracking.paused')} />
        ) : (
          <Status
            kind={lightKinds[row.deadline.lateness]}
            word={t(`board.light.${row.deadline.lateness}`)}
            why={reasonOf(t, context.locale, row.deadline)}
          />
        )}{' '}
        <Status kind={stateKinds[row.state]} word={t(`board.activity.${row.state}`)} />{' '}
        {row.isDisputed ? <Status kind="dispute" word={t('tracking.disputed')} /> : null}
      </p>
      <p class="small">
        {t('tracking.voice.reported')}: <ReportedWord {...said} report={reported} />
      </p>
      {validated.map((word) => (
        <p class="small">
          {t('tracking.voice.validated')}: <ValidatedWord {...said} word={word} />
        </p>
      ))}
      {verified ? (
        <p class="small">
          {t('tracking.voice.verified')}: <VerifiedWord {...said} verification={verified} />
        </p>
      ) : null}
      <p class="small">{t(`tracking.turn.${row.turn}`)}</p>
      {speaks && !row.isPaused ? (
        <Actions>
          <ButtonLink href={reportPaths.write(plan, row.key, row.code)} small>
            {t('tracking.report.do')}
          </ButtonLink>
          {reported && row.mayAnswer ? (
            <ButtonLink href={`${reportPaths.report(plan, reported.folio)}#respuestas`} kind="quiet" small>
              {t('tracking.answer.do')}
            </ButtonLink>
          ) : null}
          {row.mayAsk ? (
            <ButtonLink href={extensionPaths.ask(plan, row.key, row.code)} kind="quiet" small>
              {t('extension.ask.do')}
            </ButtonLink>
          ) : null}
        </Actions>
      ) : null}
    </article>
  )
}
