import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { webhookPaths } from '../paths.ts'
import type { Call, Webhook } from '../webhooks/queries.ts'

type ListProps = {
  c: C
  space: Space
  webhooks: readonly Webhook[]
  subjects: readonly { type: string; id: string; title: string }[]
  typed?: Typed
  errors?: FieldErrors
}

export function WebhooksPage({ c, space, webhooks, subjects, typed = {}, errors = {} }: ListProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('webhook.title')
  const entries = Object.entries(errors).map(([field, message]) => ({ field, message }))
  return (
    <Page c={c} title={title} noindex {...spaceFrame(t, space, 'settings', [{ label: title }])}>
      <ErrorSummary t={t} errors={entries} />
      <h1>{title}</h1>
      <p class="lead">{t('webhook.lead')}</p>
      {webhooks.length === 0 ? <EmptyState title={t('webhook.none')} /> : null}
      <Items
        label={title}
        items={webhooks.map((one) => ({
          title: new URL(one.url).host,
          href: webhookPaths.one(space.slug, one.id),
          meta: one.title ?? t('follow.own.gone'),
          state: <span class="small">{t(one.is_on ? 'webhook.on' : 'webhook.off')}</span>,
        }))}
      />
      <Card title={t('webhook.new')}>
        <form method="post" action={webhookPaths.all(space.slug)} class="stack" novalidate>
          <Select
            {...field('subject')}
            label={t('webhook.subject')}
            options={subjects.map((one) => ({ value: `${one.type}:${one.id}`, label: one.title }))}
            required
          />
          <Field
            {...field('url')}
            type="url"
            label={t('webhook.url')}
            hint={t('webhook.url.hint')}
            maxlength={2000}
            spellcheck={false}
            required
          />
          <Button>{t('webhook.add')}</Button>
        </form>
      </Card>
    </Page>
  )
}

type OneProps = {
  c: C
  space: Space
  webhook: Webhook
  calls: readonly Call[]
  secret?: string
  tested?: string | undefined
}

export function WebhookPage({ c, space, webhook, calls, secret, tested }: OneProps) {
  const { t } = c.var
  const host = new URL(webhook.url).host
  const list = { label: t('webhook.title'), href: webhookPaths.all(space.slug) }
  return (
    <Page c={c} title={host} noindex {...spaceFrame(t, space, 'settings', [list, { label: host }])}>
      <h1>{host}</h1>
      {secret ? (
        <Notice t={t} kind="warning">
          <p>{t('webhook.secret')}</p>
          <copy-text data-copy={t('ui.copy')} data-copied={t('ui.copied')}>
            <code class="wrap-anywhere">{secret}</code>
          </copy-text>
        </Notice>
      ) : null}
      {tested ? (
        <Notice t={t} kind={tested === 'ok' ? 'success' : 'warning'} live>
          <p>{t(tested === 'ok' ? 'webhook.tested.ok' : 'webhook.tested.failed')}</p>
        </Notice>
      ) : null}
      <p class="lead">
        {webhook.title ?? t('follow.own.gone')} · {t(webhook.is_on ? 'webhook.on' : 'webhook.off')}
      </p>
      <p class="wrap-anywhere">{webhook.url}</p>
      <Actions c={c} space={space} webhook={webhook} />
      <h2>{t('webhook.calls')}</h2>
      {calls.length === 0 ? <p class="muted">{t('webhook.calls.none')}</p> : <Calls c={c} calls={calls} />}
    </Page>
  )
}

function Actions({ c, space, webhook }: Pick<OneProps, 'c' | 'space' | 'webhook'>) {
  const { t } = c.var
  return (
    <div class="actions">
      <form method="post" action={webhookPaths.test(space.slug, webhook.id)}>
        <Button kind="quiet">{t('webhook.test')}</Button>
      </form>
      <form method="post" action={webhookPaths.turn(space.slug, webhook.id)}>
        <Button kind="quiet" name="on" value={webhook.is_on ? 'no' : 'yes'}>
          {t(webhook.is_on ? 'webhook.turn-off' : 'webhook.turn-on')}
        </Button>
      </form>
      <Confirm summary={t('webhook.remove')}>
        <form method="post" action={webhookPaths.remove(space.slug, webhook.id)}>
          <p>{t('webhook.remove.text')}</p>
          <Button kind="danger">{t('webhook.remove.sure')}</Button>
        </form>
      </Confirm>
    </div>
  )
}

function Calls({ c, calls }: { c: C; calls: readonly Call[] }) {
  const { t, context } = c.var
  return (
    <Table
      id="calls"
      caption={t('webhook.calls.caption')}
      rows={calls}
      columns={[
        {
          key: 'seq',
          label: t('webhook.calls.event'),
          cell: (call) => <a href={`/registro/${call.seq}`}>{call.type}</a>,
        },
        { key: 'attempts', label: t('webhook.calls.attempts'), cell: (call) => call.attempts },
        { key: 'status', label: t('webhook.calls.answer'), cell: (call) => call.last_status ?? call.last_error ?? '—' },
        {
          key: 'done',
          label: t('webhook.calls.done'),
          cell: (call) => (call.done_at ? formatDateTime(call.done_at, context.locale) : t('webhook.calls.waiting')),
        },
      ]}
    />
  )
}
