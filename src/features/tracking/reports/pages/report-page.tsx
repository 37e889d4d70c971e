import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { formatDateRange, formatDateTime } from '../../../../ui/format.ts'
import { Receipt } from '../../../../ui/Receipt.tsx'
import { Prose } from '../../../commitments/pages/prose.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import type { Evidence } from '../../evidence/model.ts'
import { EvidenceList } from '../../evidence/pages/evidence-list.tsx'
import { type FileRow, FilesField } from '../../evidence/pages/files-field.tsx'
import { filesMost } from '../../evidence/schema.ts'
import { type Answer, type Report, stances } from '../model.ts'
import { reportPaths } from '../paths.ts'
import type { Speaker } from '../policy.ts'
import { TrackingFrame } from './frame.tsx'
import { Who } from './report-form-page.tsx'
import { StanceWord } from './words.tsx'

export type ReportView = {
  plan: Plan
  commitment: { key: string; number: string; title: string }
  activity: { code: string; title: string }
  report: Report
  answers: readonly Answer[]
  /** For whom the reader may answer. */
  speakers: readonly Speaker[]
  isReceipt: boolean
  /** What came with the report and with its answers. */
  evidence: readonly Evidence[]
}

/** A report as everybody may read it, and what others answer. */
export function ReportPage({
  c,
  view,
  typed = {},
  errors = {},
  files = [],
}: {
  c: C
  view: ReportView
  typed?: Typed
  errors?: FieldErrors
  /** Of an answer that came back. */
  files?: readonly FileRow[]
}) {
  const { t, context } = c.var
  const { plan, commitment, activity, report, answers, speakers } = view
  const at = formatDateTime(report.at, context.locale)
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={commitment}
      title={t('tracking.report.of', { folio: report.folio })}
      lead={`${activity.code} ${activity.title}`}
      errors={errors}
      canonical={reportPaths.report(plan, report.folio)}
      islands={islandsOf(view)}
    >
      {view.isReceipt ? (
        <Receipt
          t={t}
          title={t('tracking.receipt')}
          folio={report.folio}
          at={at}
          href={reportPaths.report(plan, report.folio)}
          draft={reportPaths.write(plan, commitment.key, activity.code)}
        >
          <p>{t('tracking.receipt.text')}</p>
          <EvidenceList c={c} plan={plan} list={view.evidence.filter(({ reportId }) => reportId === report.id)} />
        </Receipt>
      ) : null}
      <Card title={t('tracking.report.said', { who: report.organization })}>
        <ReportFacts c={c} view={view} at={at} />
      </Card>
      <Card title={t('tracking.answers')} id="respuestas">
        {answers.length === 0 ? <p>{t('tracking.answers.none')}</p> : null}
        {answers.map((answer) => (
          <div>
            <p>
              <StanceWord t={t} stance={answer.stance} /> <strong>{answer.organization}</strong>{' '}
              <span class="muted small">{formatDateTime(answer.at, context.locale)}</span>
            </p>
            {answer.reason ? <Prose text={answer.reason} /> : null}
            <EvidenceList c={c} plan={plan} list={view.evidence.filter(({ answerId }) => answerId === answer.id)} />
          </div>
        ))}
        {speakers.length > 0 ? <AnswerFields {...{ c, view, typed, errors, files }} /> : null}
      </Card>
    </TrackingFrame>
  )
}

function islandsOf({ isReceipt, speakers }: ReportView): string[] {
  return ['draft-keeper', ...(isReceipt ? ['copy-text'] : []), ...(speakers.length > 0 ? ['evidence-upload'] : [])]
}

function ReportFacts({ c, view: { plan, report, evidence }, at }: { c: C; view: ReportView; at: string }) {
  const { t, context } = c.var
  const own = evidence.filter(({ reportId }) => reportId === report.id)
  return (
    <DescriptionList
      items={[
        { term: t('tracking.report.state'), value: t(`tracking.claim.${report.state}`) },
        { term: t('tracking.report.period'), value: formatDateRange(report.from, report.to, context.locale) },
        { term: t('tracking.report.body'), value: <Prose text={report.body} /> },
        ...(report.shareDone === null
          ? []
          : [{ term: t('tracking.report.share.own'), value: `${report.shareDone} %` }]),
        ...(report.products ? [{ term: t('tracking.report.products'), value: report.products }] : []),
        ...(report.reason ? [{ term: t('tracking.report.reason'), value: report.reason }] : []),
        {
          term: t('evidence.panel'),
          value: own.length === 0 ? t('evidence.none') : <EvidenceList c={c} plan={plan} list={own} />,
        },
        { term: t('tracking.report.at'), value: at },
      ]}
    />
  )
}

type AnswerProps = { c: C; view: ReportView; typed: Typed; errors: FieldErrors; files: readonly FileRow[] }

function AnswerFields({ c, view, typed, errors, files }: AnswerProps) {
  const { t } = c.var
  return (
    <form
      method="post"
      action={reportPaths.answerFiles(view.plan, view.report.folio)}
      enctype="multipart/form-data"
      class="form"
      data-draft={reportPaths.answer(view.plan, view.report.folio)}
      novalidate
    >
      <Who c={c} speakers={view.speakers} typed={typed} errors={errors} />
      <RadioGroup
        t={t}
        name="stance"
        label={t('tracking.answer.stance')}
        required
        options={stances.map((value) => ({ value, label: t(`tracking.stance.${value}`) }))}
        value={typed.stance}
        error={errors.stance}
      />
      <TextArea
        t={t}
        name="reason"
        label={t('tracking.answer.reason')}
        hint={t('tracking.answer.reason.hint')}
        rows={4}
        maxlength={4000}
        value={typed.reason}
        error={errors.reason}
      />
      <FilesField c={c} files={files} errors={errors} most={filesMost} />
      <TextArea
        t={t}
        name="links"
        label={t('tracking.answer.links')}
        hint={t('tracking.report.links.hint')}
        rows={2}
        value={typed.links}
        error={errors.links}
      />
      <Actions>
        <Button>{t('tracking.answer.send')}</Button>
      </Actions>
    </form>
  )
}
