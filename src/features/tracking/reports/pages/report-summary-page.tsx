import { dayIn } from '../../../../platform/civil-day.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { formatBytes, formatDateRange } from '../../../../ui/format.ts'
import { Prose } from '../../../commitments/pages/prose.tsx'
import { warningsOf } from '../../evidence/model.ts'
import type { WaitingFile } from '../../evidence/receiving/commands.ts'
import { reportPaths } from '../paths.ts'
import type { Written } from '../routes/written.ts'
import type { ReportForm } from '../schema.ts'
import { TrackingFrame } from './frame.tsx'

/** What is about to be said in public, before it is. */
export function ReportSummaryPage({
  c,
  written,
  form,
  typed,
  files,
}: {
  c: C
  written: Written
  form: ReportForm
  typed: Typed
  files: readonly WaitingFile[]
}) {
  const { t, context } = c.var
  const { plan, document, activity, speakers } = written
  const who = speakers.find(({ organizationId }) => organizationId === form.organization)?.name ?? ''
  const items = [
    { term: t('tracking.who'), value: who },
    { term: t('tracking.report.state'), value: t(`tracking.claim.${form.state}`) },
    { term: t('tracking.report.period'), value: formatDateRange(form.from, form.to, context.locale) },
    { term: t('tracking.report.body'), value: <Prose text={form.body} /> },
    ...(form.share === null ? [] : [{ term: t('tracking.report.share'), value: `${form.share} %` }]),
    ...(form.products ? [{ term: t('tracking.report.products'), value: form.products }] : []),
    ...(form.reason ? [{ term: t('tracking.report.reason'), value: form.reason }] : []),
    ...(files.length === 0
      ? []
      : [{ term: t('evidence.files'), value: <Files c={c} written={written} files={files} /> }]),
    {
      term: t('tracking.report.links'),
      value: form.links.length > 0 ? form.links.join(' · ') : t('tracking.report.links.none'),
    },
  ]
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={document}
      title={t('tracking.summary.title')}
      lead={t('tracking.summary.lead')}
    >
      <Card title={`${activity.code} ${activity.title}`}>
        <DescriptionList items={items} />
      </Card>
      <form method="post" action={reportPaths.write(plan, document.key, activity.code)} class="form">
        {Object.entries(typed)
          .filter(([name]) => name !== 'intent')
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <Actions>
          <Button name="intent" value="send">
            {t('tracking.report.send')}
          </Button>
          <Button kind="quiet" name="intent" value="correct">
            {t('tracking.report.correct')}
          </Button>
        </Actions>
      </form>
    </TrackingFrame>
  )
}

function Files({ c, written, files }: { c: C; written: Written; files: readonly WaitingFile[] }) {
  const { t, context } = c.var
  const today = dayIn(written.plan.timeZone, context.now)
  return (
    <ul>
      {files.map(({ title, file, datedOn }) => (
        <li>
          {title}{' '}
          <span class="small muted">
            {file.fileName}, {formatBytes(file.bytes, context.locale)}
          </span>
          {warningsOf(datedOn, written.activity, today).map((warning) => (
            <p class="small">{t(`evidence.warning.${warning}`)}</p>
          ))}
        </li>
      ))}
    </ul>
  )
}
