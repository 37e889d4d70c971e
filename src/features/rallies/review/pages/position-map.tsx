import type { T } from '../../../../platform/i18n.ts'
import { Table } from '../../../../ui/Table.tsx'
import { distancesOf, drawn, type Mark } from '../signals/model.ts'
import { metersWords } from './words.ts'

const size = 320

type MapProps = { t: T; id: string; marks: readonly Mark[]; precision: string; maxDistanceMeters: number }

/** Where the work is said to be and where phone and photograph say that they were; shapes differ, not only colours. */
export function PositionMap({ t, id, marks, precision, maxDistanceMeters }: MapProps) {
  if (marks.length === 0) return <p class="muted">{t('review.map.none')}</p>
  const picture = drawn(marks, size, precision === 'point' ? maxDistanceMeters * 2.6 : 100)
  const distances = distancesOf(marks, precision, maxDistanceMeters)
  const work = picture.marks.find(({ of }) => of === 'work')
  const radius = (maxDistanceMeters / picture.metersAcross) * size
  return (
    <figure class="positions">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('review.map.label')}>
        <rect class="ground" width={size} height={size} />
        {work && precision === 'point' ? <circle class="radius" cx={work.x} cy={work.y} r={radius} /> : null}
        {work
          ? picture.marks
              .filter(({ of }) => of !== 'work')
              .map((mark) => <line class="reach" x1={work.x} y1={work.y} x2={mark.x} y2={mark.y} />)
          : null}
        {picture.marks.map((mark) => (
          <path class={`mark ${mark.of}`} d={shapes[mark.of]} transform={`translate(${mark.x} ${mark.y})`} />
        ))}
      </svg>
      <ul class="positions-legend">
        {marks.map(({ of }) => (
          <li>
            <svg viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
              <path class={`mark ${of}`} d={shapes[of]} />
            </svg>
            {t(`review.map.${of}`)}
          </li>
        ))}
        <li class="muted">{t('review.map.across', { across: metersWords(t, picture.metersAcross) })}</li>
      </ul>
      {distances.length > 0 ? (
        <Table
          id={`${id}-distances`}
          caption={t('review.map.distances')}
          dense
          rows={distances}
          columns={[
            { key: 'of', label: t('review.map.what'), cell: (row) => t(`review.map.${row.of}`) },
            {
              key: 'meters',
              label: t('review.map.distance'),
              numeric: true,
              cell: (row) => (
                <>
                  {metersWords(t, row.meters)} {row.isFar ? <strong>{t('review.map.far')}</strong> : null}
                </>
              ),
            },
          ]}
        />
      ) : null}
      {precision === 'point' ? null : <p class="small muted">{t('review.map.soft')}</p>}
    </figure>
  )
}

/** A square, a circle, a triangle and a diamond around the origin. */
const shapes: Record<Mark['of'], string> = {
  work: 'M-9-9h18v18h-18z',
  device: 'M0-9a9 9 0 1 1 0 18a9 9 0 1 1 0-18z',
  exif: 'M0-10l10 18h-20z',
  post: 'M0-11l11 11l-11 11l-11-11z',
}
