import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { formatBytes, formatDate, formatDateTime } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { commitmentPaths, planPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { type Evidence, type EvidenceVersion, newest } from '../model.ts'
import { evidencePaths } from '../paths.ts'
import type { LinkState } from '../queries.ts'
import { type FileRow, FilesField } from './files-field.tsx'

export type EvidenceView = {
  plan: Plan
  evidence: Evidence
  link: LinkState | null
  may: { replace: boolean; withdraw: boolean; hide: boolean }
  /** Of a replacement that came back. */
  files: readonly FileRow[]
  typed: Typed
  errors: FieldErrors
}

/** One piece of evidence: what it shows, all its versions, and why it was replaced or withdrawn. */
export function EvidencePage({ c, view }: { c: C; view: EvidenceView }) {
  const { t } = c.var
  const { plan, evidence, errors } = view
  const { key, title } = evidence.commitment
  const entries = Object.entries(errors).map(([field, message]) => ({ field, message }))
  return (
    <Page
      c={c}
      {...spaceFrame(t, plan.space, 'board', [
        { label: plan.title, href: planPaths.plan(plan) },
        { label: title, href: commitmentPaths.commitment(plan, key) },
        { label: evidence.title },
      ])}
      title={evidence.title}
      description={`${evidence.title}. ${title}`}
      canonical={evidencePaths.one(plan, evidence.id)}
      {...(view.may.replace ? { islands: ['evidence-upload'] } : {})}
    >
      <ErrorSummary t={t} errors={entries} />
      <PageHeader
        title={evidence.title}
        lead={`${t(`evidence.kind.${evidence.kind}`)} · ${evidence.organization.name} · ${evidence.activity.code} ${evidence.activity.title}`}
      />
      {evidence.withdrawal ? <Withdrawn c={c} view={view} /> : null}
      {evidence.withdrawal?.isHidden ? null : <Shown c={c} view={view} />}
      <Versions c={c} evidence={evidence} />
      <Forms c={c} view={view} />
    </Page>
  )
}

function Withdrawn({ c, view: { plan, evidence } }: { c: C; view: EvidenceView }) {
  const { t, context } = c.var
  const { withdrawal } = evidence
  if (!withdrawal) return null
  return (
    <Notice
      t={t}
      kind="warning"
      title={t('evidence.withdrawn', { date: formatDateTime(withdrawal.at, context.locale, plan.timeZone) })}
    >
      <p>{withdrawal.reason}</p>
      {withdrawal.isHidden ? <p>{t('evidence.hidden')}</p> : null}
    </Notice>
  )
}

function Shown({ c, view: { evidence, link } }: { c: C; view: EvidenceView }) {
  const { t } = c.var
  const { url, sha256, shownSha256, mediaType, bytes, warnings } = newest(evidence)
  const isPhoto = mediaType?.startsWith('image/') ?? false
  return (
    <Card title={t('evidence.shown')}>
      {warnings.map((warning) => (
        <Notice t={t} kind="warning">
          <p>{t(`evidence.warning.${warning}`)}</p>
        </Notice>
      ))}
      {shownSha256 ? (
        <img class="evidence-picture" src={evidencePaths.bytes(shownSha256)} alt={evidence.title} />
      ) : null}
      {url && link ? <Linked c={c} url={url} link={link} /> : null}
      {sha256 && !isPhoto ? (
        <p>
          <a href={evidencePaths.bytes(sha256)}>
            {t('evidence.download', { size: formatBytes(bytes ?? 0, c.var.context.locale) })}
          </a>
        </p>
      ) : null}
    </Card>
  )
}

/** T-27: where the page died its kept copy is what is offered first. */
function Linked({ c, url, link: { copy, check } }: { c: C; url: string; link: LinkState }) {
  const { t, context } = c.var
  const isDead = check !== null && !check.isAlive
  return (
    <>
      {isDead ? (
        <Notice t={t} kind="warning">
          <p>{t('evidence.link.dead', { date: formatDateTime(check.at, context.locale) })}</p>
        </Notice>
      ) : null}
      <p>
        {isDead ? (
          <span>{url}</span>
        ) : (
          <a href={url} rel="noopener nofollow ugc">
            {url}
          </a>
        )}
      </p>
      {copy ? (
        <p>
          <a href={evidencePaths.copy(copy.id)}>
            {t('evidence.link.copy', { date: formatDateTime(copy.copiedAt, context.locale) })}
          </a>{' '}
          <code class="small">SHA-256 {copy.sha256}</code>
        </p>
      ) : (
        <p class="muted">{t('evidence.link.no-copy')}</p>
      )}
    </>
  )
}

function Versions({ c, evidence }: { c: C; evidence: Evidence }) {
  const { t } = c.var
  return (
    <Card title={t('evidence.versions')}>
      <ol reversed>
        {[...evidence.versions].reverse().map((version) => (
          <li>
            <Version c={c} evidence={evidence} version={version} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Version({ c, evidence, version }: { c: C; evidence: Evidence; version: EvidenceVersion }) {
  const { t, context } = c.var
  const isHidden = evidence.withdrawal?.isHidden ?? false
  const bytes = version.mediaType?.startsWith('image/') ? version.shownSha256 : version.sha256
  return (
    <>
      <time datetime={version.addedAt.toISOString()}>{formatDateTime(version.addedAt, context.locale)}</time>
      {version.datedOn ? ` · ${t('evidence.dated', { date: formatDate(version.datedOn, context.locale) })}` : ''}
      {version.reason ? <p>{version.reason}</p> : null}
      {version.sha256 ? (
        <p class="small">
          SHA-256 <code>{version.sha256}</code>
        </p>
      ) : null}
      {version.url ? <p class="small">{version.url}</p> : null}
      {bytes && !isHidden ? (
        <a href={evidencePaths.bytes(bytes)}>{t('evidence.version.see', { number: version.number })}</a>
      ) : null}
    </>
  )
}

function Forms({ c, view: { plan, evidence, may, files, typed, errors } }: { c: C; view: EvidenceView }) {
  const { t } = c.var
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  if (evidence.withdrawal) return null
  return (
    <>
      {may.replace ? (
        <Confirm
          summary={t('evidence.replace')}
          open={['files', 'url', 'date', 'reason'].some((name) => name in errors)}
        >
          <form
            method="post"
            enctype="multipart/form-data"
            action={evidencePaths.replacement(plan, evidence.id)}
            class="stack"
          >
            <FilesField c={c} files={files} errors={errors} most={1} />
            <Field {...field('url')} type="url" label={t('evidence.url')} />
            <DateField {...field('date')} label={t('evidence.date')} />
            <TextArea
              {...field('reason')}
              label={t('evidence.reason')}
              hint={t('evidence.reason.hint')}
              required
              rows={3}
            />
            <Button>{t('evidence.replace')}</Button>
          </form>
        </Confirm>
      ) : null}
      {may.withdraw ? (
        <Confirm summary={t('evidence.withdraw')} open={'withdrawal' in errors}>
          <form method="post" action={evidencePaths.withdrawal(plan, evidence.id)} class="stack">
            <TextArea
              t={t}
              name="reason"
              id="withdrawal"
              label={t('evidence.reason')}
              hint={t('evidence.reason.hint')}
              error={errors.withdrawal}
              required
              rows={3}
            />
            {may.hide ? (
              <label>
                <input type="checkbox" name="hidden" /> {t('evidence.hide')}
              </label>
            ) : null}
            <Button kind="danger">{t('evidence.withdraw')}</Button>
          </form>
        </Confirm>
      ) : null}
    </>
  )
}
