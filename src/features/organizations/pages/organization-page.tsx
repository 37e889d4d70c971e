import type { C } from '../../../platform/http/env.ts'
import type { T } from '../../../platform/i18n.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FollowLink } from '../../../ui/FollowLink.tsx'
import { formatDate, formatList } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Kind, Organization } from '../model.ts'
import { organizationPaths } from '../paths.ts'

type Listed = Organization & { commitments: number }
type ListPageProps = { c: C; space: Space; organizations: readonly Listed[]; kinds: readonly Kind[]; canEdit: boolean }

export function OrganizationsPage({ c, space, organizations, kinds, canEdit }: ListPageProps) {
  const { t, context } = c.var
  const title = t('organization.list.title')
  const kindNames = new Map(kinds.map((kind) => [kind.code, kind.name]))
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'organizations', [{ label: title }])} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('organization.list.lead')}</p>
      {canEdit ? (
        <p>
          <ButtonLink href={organizationPaths.create(space.slug)}>{t('organization.new')}</ButtonLink>
        </p>
      ) : null}
      {organizations.length === 0 ? <EmptyState title={t('organization.list.none')} /> : null}
      <Items
        label={title}
        items={organizations.map((one) => ({
          title: one.acronym ? `${one.name} (${one.acronym})` : one.name,
          href: organizationPaths.organization(space.slug, one.id),
          meta: kindNames.get(one.kind) ?? one.kind,
          state: (
            <span class="small muted">
              {t('organization.count', { count: one.commitments })}
              {one.validTo ? ` · ${endOf(t, context.locale, one)}` : null}
            </span>
          ),
        }))}
      />
    </Page>
  )
}

/** What is said of a body that ceased (T-34); null while it exists. */
export function endOf(t: T, locale: string, { validTo, successor }: Organization): string | null {
  if (validTo && successor) {
    return t('organization.ceased-successor', { date: formatDate(validTo, locale), name: successor.name })
  }
  if (validTo) return t('organization.ceased', { date: formatDate(validTo, locale) })
  return successor ? t('organization.succeeded', { name: successor.name }) : null
}

type Own = { space: string; plan: string; planTitle: string; key: string; number: string; title: string; part: string }
type OrganizationPageProps = {
  c: C
  space: Space
  organization: Organization
  kinds: readonly Kind[]
  predecessors: readonly { id: string; name: string }[]
  commitments: readonly Own[]
  canEdit: boolean
}

export function OrganizationPage({
  c,
  space,
  organization,
  kinds,
  predecessors,
  commitments,
  canEdit,
}: OrganizationPageProps) {
  const { t, context } = c.var
  const list = { label: t('organization.list.title'), href: organizationPaths.list(space.slug) }
  const ending = endOf(t, context.locale, organization)
  return (
    <Page
      c={c}
      title={organization.name}
      {...spaceFrame(t, space, 'organizations', [list, { label: organization.name }])}
      twins={['atom', 'ics']}
    >
      <h1>{organization.name}</h1>
      {ending ? (
        <Notice t={t}>
          <p>
            {ending} {t('organization.keeps-name')}{' '}
            {organization.successor ? (
              <a href={organizationPaths.organization(space.slug, organization.successor.id)}>
                {organization.successor.name}
              </a>
            ) : null}
          </p>
        </Notice>
      ) : null}
      {predecessors.length > 0 ? (
        <p>
          {t('organization.succeeds', {
            names: formatList(
              predecessors.map(({ name }) => name),
              context.locale,
            ),
          })}
        </p>
      ) : null}
      <DescriptionList items={factsOf(c, organization, kinds)} />
      <FollowLink t={t} type="organization" id={organization.id} />
      {canEdit ? (
        <p>
          <ButtonLink href={organizationPaths.edit(space.slug, organization.id)} kind="quiet">
            {t('organization.edit.link')}
          </ButtonLink>
        </p>
      ) : null}
      <Commitments c={c} space={space} organization={organization} commitments={commitments} />
    </Page>
  )
}

function factsOf(c: C, one: Organization, kinds: readonly Kind[]) {
  const { t, context } = c.var
  return [
    { term: t('organization.field.kind'), value: kinds.find((kind) => kind.code === one.kind)?.name ?? one.kind },
    ...(one.acronym ? [{ term: t('organization.field.acronym'), value: one.acronym }] : []),
    ...(one.url ? [{ term: t('organization.field.url'), value: <a href={one.url}>{one.url}</a> }] : []),
    ...(one.validFrom
      ? [{ term: t('organization.field.validFrom'), value: formatDate(one.validFrom, context.locale) }]
      : []),
    ...(one.validTo ? [{ term: t('organization.field.validTo'), value: formatDate(one.validTo, context.locale) }] : []),
    ...(one.sourceUrl
      ? [{ term: t('organization.field.sourceUrl'), value: <a href={one.sourceUrl}>{one.sourceUrl}</a> }]
      : []),
  ]
}

type CommitmentsProps = Pick<OrganizationPageProps, 'c' | 'space' | 'organization' | 'commitments'>

function Commitments({ c, space, organization, commitments }: CommitmentsProps) {
  const { t } = c.var
  return (
    <section aria-labelledby="own-commitments" class="stack">
      <h2 id="own-commitments">{t('organization.commitments')}</h2>
      {commitments.length === 0 ? (
        <p class="muted">{t('organization.commitments.none')}</p>
      ) : (
        <>
          <p>
            <a href={organizationPaths.board(space.slug, organization.id)}>{t('organization.board')}</a>
          </p>
          <Items
            label={t('organization.commitments')}
            items={commitments.map((one) => ({
              number: one.number,
              title: one.title,
              href: `/${one.space}/planes/${one.plan}/compromisos/${one.key}`,
              meta: `${one.planTitle} · ${partWord(t, one.part)}`,
            }))}
          />
        </>
      )}
    </section>
  )
}

function partWord(t: T, part: string): string {
  if (part === 'lead' || part === 'co-responsible' || part === 'supporting') return t(`organization.part.${part}`)
  return part
}
