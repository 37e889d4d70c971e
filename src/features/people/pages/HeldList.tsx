import type { T } from '../../../platform/i18n.ts'
import { Details } from '../../../ui/Details.tsx'
import type { HoldingId } from '../model/holdings.ts'
import type { Held } from '../model/views.ts'

/** Place by place: what is held, why, how long, and the very rows. */
export function HeldList({ t, held }: { t: T; held: Held[] }) {
  return (
    <ul class="plain-list">
      {held.map(({ id, rows, staysAfterErasure }) => (
        <li>
          <Details summary={`${t(`people.holding.${id}.what`)} (${rows.length})`}>
            <HoldingFacts t={t} id={id} stays={staysAfterErasure} />
            {rows.length > 0 ? <pre class="rows">{JSON.stringify(rows, null, 2)}</pre> : null}
          </Details>
        </li>
      ))}
    </ul>
  )
}

export function HoldingFacts({ t, id, stays }: { t: T; id: HoldingId; stays: boolean }) {
  return (
    <>
      <p>{t(`people.holding.${id}.why`)}</p>
      <p>
        <strong>{t('people.holding.term')}</strong> {t(`people.holding.${id}.term`)}
      </p>
      {stays ? <p class="muted">{t('people.holding.stays')}</p> : null}
    </>
  )
}
