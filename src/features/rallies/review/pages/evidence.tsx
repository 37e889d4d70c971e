import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { Diff } from '../../../../ui/Diff.tsx'
import { formatDateTime, formatPercent } from '../../../../ui/format.ts'
import { capturePaths } from '../../capture/paths.ts'
import type { Edition } from '../../editions/model.ts'
import type { SeenPhoto, SeenPost } from '../deciding/queries/post.ts'
import { lagsOf, type Mark } from '../signals/model.ts'
import { PositionMap } from './position-map.tsx'
import { lagWords } from './words.ts'

type EvidenceProps = { c: C; edition: Edition; post: SeenPost; other: SeenPost | null }

/** This post beside the one it collided with: photographs, words, place, clocks. */
export function Evidence({ c, edition, post, other }: EvidenceProps) {
  const { t } = c.var
  return (
    <>
      <div class="side-by-side">
        <PostCard c={c} edition={edition} post={post} title={t('review.this')} />
        {other ? <PostCard c={c} edition={edition} post={other} title={t('review.other')} /> : null}
      </div>
      {other && other.record.text !== '' ? (
        <Card title={t('review.diff')} size="small">
          <p class="small muted">{t('review.diff.hint')}</p>
          <Diff t={t} before={other.record.text} after={post.record.text} />
        </Card>
      ) : null}
      <Card title={t('review.where')} size="small">
        <WorkFacts c={c} post={post} />
        <PositionMap
          t={t}
          id="positions"
          marks={marksOf(post)}
          precision={post.works[0]?.precision ?? 'none'}
          maxDistanceMeters={edition.rules.rules.max_distance_m}
        />
      </Card>
      <Clocks c={c} post={post} />
    </>
  )
}

function PostCard({ c, edition, post, title }: Omit<EvidenceProps, 'other'> & { title: string }) {
  const { t, context } = c.var
  return (
    <Card title={title} size="small">
      <p class="small muted">
        {t('review.by', { team: post.team?.name ?? post.record.author, network: post.network })} ·{' '}
        <time datetime={post.publishedAt.toISOString()}>
          {formatDateTime(post.publishedAt, context.locale, edition.timeZone)}
        </time>
      </p>
      <p class="post-text">{post.record.text}</p>
      {post.capture?.note && !post.record.text.includes(post.capture.note) ? (
        <p>{t('review.note', { note: post.capture.note })}</p>
      ) : null}
      {post.photos.map((photo, index) => (
        <Photo c={c} edition={edition} photo={photo} number={index + 1} />
      ))}
      {post.photos.length === 0 && (post.record.media?.length ?? 0) > 0 ? (
        <p class="small muted">{t('review.photos.elsewhere', { count: post.record.media?.length ?? 0 })}</p>
      ) : null}
      {post.publicUrl && /^https?:/.test(post.publicUrl) ? (
        <p>
          <a href={post.publicUrl} rel="noopener noreferrer nofollow">
            {t('review.open-post')}
          </a>
        </p>
      ) : null}
    </Card>
  )
}

type PhotoProps = { c: C; edition: Edition; photo: SeenPhoto; number: number }

function Photo({ c, edition, photo, number }: PhotoProps) {
  const { t } = c.var
  return (
    <figure class="evidence-photo">
      <img
        src={capturePaths.unchecked(edition, photo.id)}
        alt={photo.alt ?? t('review.photo', { number })}
        width={photo.width}
        height={photo.height}
        loading="lazy"
      />
    </figure>
  )
}

function WorkFacts({ c, post }: { c: C; post: SeenPost }) {
  const { t, context } = c.var
  const [work] = post.works
  if (!work) return <p>{t('review.work.none')}</p>
  const place = [work.municipality, work.stateName].filter(Boolean).join(', ')
  return (
    <p>
      <strong>{work.name}</strong> <code>{work.key}</code>
      {place ? ` · ${place}` : ''}
      {work.progress === null
        ? ''
        : ` · ${t('review.work.progress', { progress: formatPercent(Number(work.progress), context.locale, 0) })}`}
    </p>
  )
}

function marksOf(post: SeenPost): Mark[] {
  const [work] = post.works
  const capture = post.capture
  const photo = post.photos.find(({ exif }) => exif !== null)
  const marks: Mark[] = []
  if (work && work.latitude !== null && work.longitude !== null)
    marks.push({ of: 'work', at: { lat: work.latitude, lon: work.longitude } })
  if (capture && capture.latitude !== null && capture.longitude !== null)
    marks.push({ of: 'device', at: { lat: capture.latitude, lon: capture.longitude } })
  else if (post.record.geo) marks.push({ of: 'post', at: post.record.geo })
  if (photo?.exif) marks.push({ of: 'exif', at: photo.exif })
  return marks
}

/** Three clocks against the server's; that they differ proves nothing (T-50). */
function Clocks({ c, post }: { c: C; post: SeenPost }) {
  const { t, context } = c.var
  const times = {
    device: post.capture?.deviceAt ?? null,
    exif: post.photos.find(({ exifAt }) => exifAt !== null)?.exifAt ?? null,
    published: post.publishedAt,
    received: post.receivedAt,
  }
  return (
    <Card title={t('review.clocks')} size="small">
      <p class="small muted">{t('review.signals')}</p>
      <DescriptionList
        items={lagsOf(times).map(({ of, minutes }) => ({
          term: t(`review.clock.${of}`),
          value: `${formatDateTime(times[of] ?? post.receivedAt, context.locale)} · ${t('review.clock.lag', {
            lag: lagWords(t, minutes),
          })}`,
        }))}
      />
      {times.exif === null ? <p class="small muted">{t('review.exif.none')}</p> : null}
    </Card>
  )
}
