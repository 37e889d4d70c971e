import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatBytes, formatDateTime } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { placeOf } from '../files/data-package.ts'
import type { FileName } from '../files/model.ts'
import type { KeptRun, RunFile } from '../files/queries.ts'
import { resultsPaths } from '../paths.ts'

type DataView = {
  c: C
  edition: Edition
  run: KeptRun | null
  files: readonly RunFile[]
  canAsk: boolean
  asked: boolean
}

/** Can I check it myself? Everything that the score is made from, and the one command that makes it again. */
export function DataPage({ c, edition, run, files, canAsk, asked }: DataView) {
  const { t } = c.var
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={t('rally.data.title')}
      canonical={rallyPaths.data(edition)}
      islands={['copy-text']}
    >
      <PageHeader
        title={t('rally.data.title')}
        lead={t('rally.data.lead')}
        actions={run ? <ButtonLink href={resultsPaths.archive(edition)}>{t('rally.data.archive')}</ButtonLink> : null}
      />
      {asked ? (
        <Notice t={t} kind="success" live title={t('rally.close.asked')}>
          <p>
            {t('rally.close.asked.text')} <a href={rallyPaths.data(edition)}>{t('rally.close.look')}</a>
          </p>
        </Notice>
      ) : null}
      {run ? (
        <Files c={c} edition={edition} run={run} files={files} />
      ) : (
        <EmptyState title={t('rally.data.empty')}>
          <p>{t('rally.data.empty.text')}</p>
        </EmptyState>
      )}
      {canAsk ? (
        <form method="post" action={rallyPaths.data(edition)}>
          <p class="hint">{t('rally.data.now.hint')}</p>
          <Actions>
            <Button kind="quiet">{t('rally.data.now')}</Button>
          </Actions>
        </form>
      ) : null}
      <Card title={t('rally.data.people')}>
        <p>{t('rally.data.people.text')}</p>
        <p>{t('rally.data.licence')}</p>
      </Card>
    </EditionFrame>
  )
}

function Files({ c, edition, run, files }: { c: C; edition: Edition; run: KeptRun; files: readonly RunFile[] }) {
  const { t, context } = c.var
  return (
    <>
      <p>
        {t('rally.data.run', {
          kind: t(`rally.run.${run.kind}`),
          at: formatDateTime(run.finishedAt, context.locale, edition.timeZone),
        })}
      </p>
      <Card title={t('rally.data.recount')}>
        <p>{t('rally.data.recount.text')}</p>
        <copy-text data-copy={t('rally.data.copy')} data-copied={t('rally.data.copied')}>
          <code>{`tar -xf ${edition.slug}.tar && tequio rally verify .`}</code>
        </copy-text>
      </Card>
      <Table
        id="archivos"
        caption={t('rally.data.files')}
        dense
        rows={files}
        columns={[
          {
            key: 'name',
            label: t('rally.data.file'),
            cell: (file) => <a href={resultsPaths.file(edition, placeOf(file.name))}>{file.name}</a>,
          },
          { key: 'about', label: t('rally.data.about'), cell: (file) => t(`rally.file.${keyOf(file.name)}`) },
          {
            key: 'bytes',
            label: t('rally.data.bytes'),
            numeric: true,
            cell: (file) => formatBytes(file.bytes, context.locale),
          },
          {
            key: 'hash',
            label: 'SHA-256',
            cell: (file) => <code title={file.sha256}>{`${file.sha256.slice(0, 16)}…`}</code>,
          },
        ]}
      />
      <p class="small">
        <a href={resultsPaths.package(edition)}>{t('rally.data.package')}</a>
      </p>
    </>
  )
}

type Stem = FileName extends `${infer Name}.${string}` ? Name : never

function keyOf(name: string): Stem {
  return name.slice(0, name.indexOf('.')) as Stem
}
