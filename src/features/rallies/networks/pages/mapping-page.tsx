import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { networks } from '../../scoring/model.ts'
import { type PostTable, postFields } from '../files/model.ts'
import type { Batch } from '../files/queries.ts'
import type { Reject } from '../keeping/model.ts'
import { sourcePaths } from '../paths.ts'
import { SourcesFrame } from './sources-frame.tsx'
import { networkName, rejectWords } from './words.ts'

/** A row as it would be read. */
export type Preview = { line: number; post: PostRecord | null; reject: Reject | null }

type MappingPageProps = {
  c: C
  edition: Edition
  batch: Batch
  table: PostTable
  zones: readonly string[]
  preview: readonly Preview[]
  typed: Typed
  errors: FieldErrors
}

/** What is which in a file, guessed, and how its first rows then read; a person confirms it. */
export function MappingPage(props: MappingPageProps) {
  const { c, edition, batch, table, preview, errors } = props
  const { t } = c.var
  const title = t('networks.map.title', { file: batch.fileName ?? '' })
  const delimiters: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' }
  const read = t('networks.map.read', {
    kind: table.kind.toUpperCase(),
    rows: table.rows.length,
    encoding: table.encoding ?? 'none',
    delimiter: table.delimiter === null ? 'none' : (delimiters[table.delimiter] ?? 'tab'),
  })
  return (
    <SourcesFrame {...{ c, edition, title, lead: t('networks.map.lead'), errors }}>
      <p>{read}</p>
      {table.rows.some(({ record }) => record !== undefined) ? (
        <Notice t={t}>
          <p>{t('networks.map.contract')}</p>
        </Notice>
      ) : null}
      <form method="post" action={sourcePaths.file(edition, batch.id)} class="form" novalidate>
        <Columns {...props} />
        <How {...props} />
        <Actions>
          <Button kind="quiet" name="act" value="preview">
            {t('networks.map.preview')}
          </Button>
          <Button name="act" value="keep">
            {t('networks.map.keep')}
          </Button>
        </Actions>
      </form>
      <Card title={t('networks.map.preview.title')}>
        <PreviewTable c={c} edition={edition} preview={preview} />
      </Card>
    </SourcesFrame>
  )
}

function Columns({ c, table, typed, errors }: MappingPageProps) {
  const { t } = c.var
  const options = table.header.filter((name) => name !== '').map((name) => ({ value: name, label: name }))
  return (
    <Fieldset legend={t('networks.map.columns')}>
      {postFields.map((name) => (
        <Select
          {...{ t, name, label: t(`networks.field.${name}`), options, size: 'medium' }}
          {...{ empty: t('networks.map.none'), value: typed[name], error: errors[name] }}
        />
      ))}
    </Fieldset>
  )
}

function How({ c, zones, typed, errors }: MappingPageProps) {
  const { t } = c.var
  const networkOptions = networks.map((value) => ({ value, label: networkName(t, value) }))
  const zoneOptions = zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  const orders = (['day-first', 'month-first'] as const).map((value) => ({
    value,
    label: t(`networks.map.order.${value}`),
  }))
  return (
    <>
      <Select
        {...{ t, name: 'every', label: t('networks.map.every'), options: networkOptions, size: 'medium' }}
        {...{ empty: t('networks.map.none'), value: typed.every, error: errors.every }}
      />
      <Select
        {...{ t, name: 'zone', label: t('networks.map.zone'), options: zoneOptions, size: 'medium' }}
        {...{ value: typed.zone, error: errors.zone }}
      />
      <RadioGroup
        {...{ t, name: 'order', label: t('networks.map.order'), options: orders, inline: true }}
        {...{ value: typed.order, error: errors.order }}
      />
    </>
  )
}

function PreviewTable({ c, edition, preview }: { c: C; edition: Edition; preview: readonly Preview[] }) {
  const { t, context } = c.var
  const at = (post: PostRecord) => formatDateTime(post.published_at, context.locale, edition.timeZone)
  return (
    <Table<Preview>
      id="preview"
      caption={t('networks.map.preview.title')}
      captionHidden
      dense
      rows={preview}
      columns={[
        { key: 'line', label: t('networks.map.preview.line'), numeric: true, cell: ({ line }) => line },
        {
          key: 'problem',
          label: t('networks.map.preview.problem'),
          cell: ({ reject }) => (reject ? <strong>{rejectWords(t, reject)}</strong> : ''),
        },
        {
          key: 'network',
          label: t('networks.field.network'),
          cell: ({ post }) => (post ? networkName(t, post.network) : ''),
        },
        { key: 'author', label: t('networks.field.author'), cell: ({ post }) => post?.author ?? '' },
        { key: 'at', label: t('networks.field.published_at'), cell: ({ post }) => (post ? at(post) : '') },
        {
          key: 'text',
          label: t('networks.field.text'),
          cell: ({ post }) => post?.text.slice(0, 120).toWellFormed() ?? '',
        },
      ]}
    />
  )
}
