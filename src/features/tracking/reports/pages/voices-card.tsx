import { dayIn } from '../../../../platform/civil-day.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Prose } from '../../../commitments/pages/prose.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import { contestationPaths } from '../../contestations/paths.ts'
import { isDisputed, type Told, type Turn, type VoicePages, voicesOf } from '../model.ts'
import { reportPaths, voiceId } from '../paths.ts'
import { ReportedWord, StanceWord, stateKinds, ValidatedWord, VerifiedWord } from './words.tsx'

export type VoicedActivity = Told & { code: string; title: string; turn: Turn }

/** The three voices of each activity, side by side: words and shapes, never one number (T-20). */
export function VoicesCard({
  c,
  plan,
  commitmentKey,
  activities,
  pages,
}: {
  c: C
  plan: Plan
  commitmentKey: string
  activities: readonly VoicedActivity[]
  pages: VoicePages
}) {
  const { t } = c.var
  const hrefOf = (code: string) => reportPaths.voices(plan, commitmentKey, code)
  return (
    <Card title={t('tracking.voices')} id="voces">
      <p class="small muted">{t('tracking.voices.lead')}</p>
      {pages.disputedElsewhere.length > 0 ? (
        <p>
          {t('tracking.voices.disputed-elsewhere')}{' '}
          {pages.disputedElsewhere.map((code, index) => (
            <>
              {index > 0 ? ', ' : ''}
              <a href={hrefOf(code)}>{code}</a>
            </>
          ))}
        </p>
      ) : null}
      {activities.map((activity) => (
        <section aria-label={`${activity.code} ${activity.title}`} id={voiceId(activity.code)}>
          <h3>
            {activity.code} {activity.title}
          </h3>
          <ActivityVoices c={c} plan={plan} commitmentKey={commitmentKey} activity={activity} />
          <p class="small">
            {t(`tracking.turn.${activity.turn}`)}{' '}
            <a href={contestationPaths.write(plan, commitmentKey, activity.code)} rel="nofollow">
              {t('tracking.contest.do')}
              <span class="visually-hidden"> ({activity.code})</span>
            </a>
          </p>
        </section>
      ))}
      <Pager
        t={t}
        page={pages.page}
        pages={pages.firsts.length}
        hrefOf={(page) => hrefOf(pages.firsts[page - 1] ?? '')}
      />
    </Card>
  )
}

type OneProps = {
  c: C
  plan: Plan
  commitmentKey: string
  activity: Told & { code: string; title: string }
  /** Where the reports are what one came for: whoever is to verify them. */
  open?: boolean
}

/** What each says of one activity, and every report with its answers behind a press. */
export function ActivityVoices({ c, plan, activity, open = false }: OneProps) {
  const { t, context } = c.var
  const voices = voicesOf(activity)
  const said = { t, locale: context.locale, zone: plan.timeZone }
  return (
    <>
      <p>
        <Status kind={stateKinds[activity.state]} word={t(`board.activity.${activity.state}`)} />{' '}
        {isDisputed(voices) ? (
          <Status kind="dispute" word={t('tracking.disputed')} why={t('tracking.disputed.why')} />
        ) : null}
      </p>
      <DescriptionList
        items={[
          { term: t('tracking.voice.reported'), value: <ReportedWord {...said} report={voices.reported} /> },
          {
            term: t('tracking.voice.validated'),
            value:
              voices.validated.length === 0 ? (
                <Status kind="no-information" word={t('tracking.voice.unanswered')} />
              ) : (
                voices.validated.map((word) => (
                  <p>
                    <ValidatedWord {...said} word={word} />
                  </p>
                ))
              ),
          },
          { term: t('tracking.voice.verified'), value: <VerifiedWord {...said} verification={voices.verified} /> },
        ]}
      />
      {activity.state !== 'not-started' && activity.reports.length + activity.verifications.length === 0 ? (
        <p class="small muted">{t('tracking.voices.from-plan')}</p>
      ) : null}
      <Reports c={c} plan={plan} activity={activity} open={open} />
    </>
  )
}

function Reports({ c, plan, activity, open = false }: Omit<OneProps, 'commitmentKey'>) {
  const { t, context } = c.var
  const { reports, answers, verifications } = activity
  if (reports.length + verifications.length === 0) return null
  const day = (at: Date) => formatDate(dayIn(plan.timeZone, at), context.locale)
  return (
    <Details summary={t('tracking.reports', { count: reports.length })} open={open}>
      {reports.toReversed().map((report) => (
        <div>
          <p>
            <a href={reportPaths.report(plan, report.folio)}>{report.folio}</a> · {report.organization} ·{' '}
            {day(report.at)} · {t(`tracking.claim.${report.state}`)}
          </p>
          <Prose text={report.body} />
          {answers
            .filter(({ reportId }) => reportId === report.id)
            .map((answer) => (
              <p class="small">
                <StanceWord t={t} stance={answer.stance} /> {answer.organization} · {day(answer.at)}
                {answer.reason ? `: ${answer.reason}` : ''}
              </p>
            ))}
        </div>
      ))}
      {verifications.map((verification) => (
        <p class="small">
          {t('tracking.voice.verified')}: {t(`tracking.verdict.${verification.verdict}`)} · {day(verification.at)}:{' '}
          {verification.comment}
        </p>
      ))}
    </Details>
  )
}
