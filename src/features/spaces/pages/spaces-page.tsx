import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { spacePaths } from '../paths.ts'
import type { SpaceRow } from '../queries.ts'

type SpacesPageProps = { c: C; spaces: readonly SpaceRow[]; canCreate: boolean }

/** Every space as a tree read downwards. */
export function SpacesPage({ c, spaces, canCreate }: SpacesPageProps) {
  const { t } = c.var
  const title = t('space.list.title')
  return (
    <Page c={c} title={title} crumbs={[{ label: title }]} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('space.list.lead')}</p>
      {canCreate ? (
        <p>
          <ButtonLink href={spacePaths.newSpace()}>{t('space.new.title')}</ButtonLink>
        </p>
      ) : null}
      {spaces.length === 0 ? (
        <EmptyState title={t('space.list.none')} />
      ) : (
        <Table<SpaceRow>
          id="spaces"
          caption={title}
          captionHidden
          rows={spaces}
          columns={[
            {
              key: 'name',
              label: t('space.field.name'),
              cell: (space) => (
                <>
                  {space.depth > 0 ? <span aria-hidden="true">{'— '.repeat(space.depth)}</span> : null}
                  <a href={spacePaths.space(space.slug)}>{space.name}</a>
                </>
              ),
            },
            { key: 'kind', label: t('space.field.kind'), cell: (space) => t(`space.kind.${space.kind}`) },
            {
              key: 'plans',
              label: t('plan.published'),
              cell: (space) => t('space.list.plans', { count: space.plans }),
            },
          ]}
        />
      )}
    </Page>
  )
}
