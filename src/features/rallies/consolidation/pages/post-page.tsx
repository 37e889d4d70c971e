import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import { pointsPath } from '../paths.ts'
import type { ToldPost } from '../verdicts/queries.ts'
import { BecauseList } from './because-list.tsx'
import { resultsFrame } from './frame.ts'
import { networkName, reasonWords, shortTime, statusKinds, statusWords } from './words.ts'

/** One post: what it says, what was decided about it and why, and how to object. */
export function PostPage({ c, edition, post }: { c: C; edition: Edition; post: ToldPost }) {
  const { t, context } = c.var
  const { verdict, record } = post
  const at = shortTime(verdict.publishedAt, context.locale, edition.timeZone)
  const title = t('rally.post.title', {
    kind: verdict.kind ? t(`rally.kind.${verdict.kind}`) : t('rally.kind.unknown'),
    at,
  })
  const trail = verdict.team
    ? [
        { label: post.teamName ?? verdict.team, href: pointsPath(edition, verdict.team) },
        { label: t('rally.post.crumb') },
      ]
    : [{ label: t('rally.post.crumb') }]
  return (
    <Page c={c} {...resultsFrame(c, edition, trail)} title={title} noindex twins={['json']} width="narrow">
      <PageHeader
        title={title}
        status={<Status kind={statusKinds[verdict.status]} word={statusWords(t, verdict.status)} />}
        lead={verdict.reason ? reasonWords(t, verdict.reason) : t('rally.post.points', { points: verdict.points })}
      />
      <Card title={t('rally.points.why')}>
        <BecauseList c={c} edition={edition} verdict={verdict} />
        <p class="small muted">
          {t('rally.board.rules', { version: edition.rules.rules.version })}{' '}
          {edition.rules.isSample ? <b>{t('rally.board.sample')}</b> : null}
        </p>
      </Card>
      <Card title={t('rally.post.said')}>
        {record ? (
          <>
            <p class="prose" dir="auto">
              {record.text === '' ? <span class="muted">{t('rally.post.no-text')}</span> : record.text}
            </p>
            <Photos c={c} edition={edition} post={post} />
          </>
        ) : (
          <p class="muted">{t('rally.post.gone')}</p>
        )}
        <Facts c={c} edition={edition} post={post} />
      </Card>
      <p>
        <a
          href={`${rallyPaths.appeals(edition)}/nueva?${new URLSearchParams({ red: verdict.network, id: verdict.id })}`}
        >
          {t('rally.post.appeal')}
        </a>
      </p>
    </Page>
  )
}

function Photos({ c, edition, post }: { c: C; edition: Edition; post: ToldPost }) {
  const { t } = c.var
  const hasPhotos = (post.record?.media ?? []).some(({ type }) => type === 'photo')
  if (post.photos.length === 0) return hasPhotos ? <p class="small muted">{t('rally.post.photos.hidden')}</p> : null
  return (
    <p class="post-photos">
      {post.photos.map((photo, index) => (
        <img
          src={`${rallyPaths.edition(edition)}/fotos/${photo.sha256}.jpg`}
          alt={photo.alt ?? t('rally.post.photo', { number: index + 1 })}
          width={photo.width}
          height={photo.height}
          loading="lazy"
        />
      ))}
    </p>
  )
}

function Facts({ c, edition, post }: { c: C; edition: Edition; post: ToldPost }) {
  const { t } = c.var
  const { verdict, record } = post
  return (
    <DescriptionList
      items={[
        {
          term: t('rally.board.team'),
          value: verdict.team ? (
            <a href={rallyPaths.team(edition, verdict.team)}>{post.teamName ?? verdict.team}</a>
          ) : (
            t('rally.post.no-team')
          ),
        },
        { term: t('rally.post.network'), value: networkName(t, verdict.network) },
        ...(post.works.length > 0
          ? [{ term: t('rally.post.works'), value: post.works.map(({ key, name }) => `${name} (${key})`).join('; ') }]
          : []),
        ...(record?.finding ? [{ term: t('rally.post.finding'), value: t(`rally.finding.${record.finding}`) }] : []),
        ...(verdict.publicUrl && /^https?:\/\//.test(verdict.publicUrl)
          ? [
              {
                term: t('rally.post.address'),
                value: (
                  <a href={verdict.publicUrl} rel="noopener nofollow ugc">
                    {new URL(verdict.publicUrl).host}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
