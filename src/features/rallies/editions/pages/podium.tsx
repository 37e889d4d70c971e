import type { C } from '../../../../platform/http/env.ts'
import { rallyPaths } from '../../paths.ts'
import type { Standing } from '../../scoring/model.ts'
import type { Edition } from '../model.ts'
import { type Place, podiumOf } from '../summary/model.ts'

/** The first three places, told in order and drawn with the first in the middle. */
export function Podium({ c, edition, standings }: { c: C; edition: Edition; standings: readonly Standing[] }) {
  const { t } = c.var
  const places = podiumOf(standings)
  if (places.length === 0) return null
  return (
    <ol class="podium" aria-label={t('rally.board.podium')}>
      {places.slice(0, 6).map((place) => (
        <li class={`podium-${place.rank}`}>
          <PlaceOf c={c} edition={edition} place={place} />
        </li>
      ))}
    </ol>
  )
}

function PlaceOf({ c, edition, place }: { c: C; edition: Edition; place: Place }) {
  const { t } = c.var
  return (
    <>
      <span class="podium-rank">
        {t(place.isTied ? 'rally.board.place.tied' : 'rally.board.place', { rank: place.rank })}
      </span>
      <span class="podium-points">
        {place.points} <span class="visually-hidden">{t('rally.board.points')}</span>
      </span>
      <a href={rallyPaths.team(edition, place.team_id)}>{place.team_name}</a>
    </>
  )
}
