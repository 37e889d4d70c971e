import type { C } from '../../../../platform/http/env.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { durationWords } from '../../consolidation/pages/words.ts'
import type { Edition } from '../../editions/model.ts'
import { DeskFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { KeptRun } from '../files/queries.ts'
import { consolidationMinutes, type Step } from '../model.ts'
import { resultsPaths } from '../paths.ts'

export type ClosingView = {
  c: C
  edition: Edition
  refusals: Record<Step, MessageKey | null>
  appeals: number
  runs: readonly KeptRun[]
  asked: boolean
}

const steps = ['frozen', 'final', 'full'] as const

/** What is the next step of the close, and what is still missing for it? */
export function ClosingPage(view: ClosingView) {
  const { c, edition, asked, runs } = view
  const { t } = c.var
  const minutes = consolidationMinutes(edition)
  return (
    <DeskFrame c={c} edition={edition} title={t('rally.close.title')}>
      <PageHeader title={t('rally.close.title')} lead={t('rally.close.lead')} />
      {asked ? (
        <Notice t={t} kind="success" live title={t('rally.close.asked')}>
          <p>
            {t('rally.close.asked.text')} <a href={resultsPaths.close(edition)}>{t('rally.close.look')}</a>
          </p>
        </Notice>
      ) : null}
      {minutes === null ? null : <p>{t('rally.close.minutes', { duration: durationWords(t, minutes) })}</p>}
      {steps.map((step) => (
        <StepCard view={view} step={step} />
      ))}
      {runs.length > 0 ? <Runs c={c} edition={edition} runs={runs} /> : null}
      <p>
        <a href={rallyPaths.data(edition)}>{t('rally.close.data')}</a> ·{' '}
        <a href={resultsPaths.panel(edition)}>{t('rally.panel.title')}</a>
      </p>
    </DeskFrame>
  )
}

function StepCard({ view, step }: { view: ClosingView; step: Step }) {
  const { c, edition, refusals, appeals } = view
  const { t } = c.var
  const refusal = refusals[step]
  return (
    <Card title={t(`rally.close.step.${step}`)}>
      <p>{t(`rally.close.step.${step}.text`)}</p>
      {refusal ? (
        <p class="muted">{t(refusal, { count: appeals })}</p>
      ) : (
        <form method="post" action={resultsPaths.close(edition)}>
          <Actions>
            <Button name="step" value={step} kind={step === 'full' ? 'quiet' : 'accent'}>
              {t(`rally.close.step.${step}.do`)}
            </Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}

function Runs({ c, edition, runs }: { c: C; edition: Edition; runs: readonly KeptRun[] }) {
  const { t, context } = c.var
  return (
    <Table
      id="calculos"
      caption={t('rally.close.runs')}
      dense
      rows={runs}
      columns={[
        {
          key: 'at',
          label: t('rally.close.run.at'),
          cell: (run) => formatDateTime(run.finishedAt, context.locale, edition.timeZone),
        },
        { key: 'kind', label: t('rally.close.run.kind'), cell: (run) => t(`rally.run.${run.kind}`) },
        { key: 'in', label: t('rally.close.run.input'), cell: (run) => <code>{run.inputSha256.slice(0, 12)}</code> },
        { key: 'out', label: t('rally.close.run.output'), cell: (run) => <code>{run.outputSha256.slice(0, 12)}</code> },
      ]}
    />
  )
}
