import type { C } from '../../../platform/http/env.ts'
import { Embed } from '../../../ui/Embed.tsx'
import { Status } from '../../../ui/Status.tsx'
import { VoicesBars } from '../../../ui/VoicesBars.tsx'
import { statusOf, voicesOf } from '../../commitments/pages/light-words.ts'
import { type Board, hrefOf, validatedTotal } from './board-view.ts'

const shownMost = 20

/** The board for other people's sites: who says what, and the commitments in the order that the address asks for. */
export function EmbeddedBoard({ c, board }: { c: C; board: Board }) {
  const { t, context, deps } = c.var
  const { progress } = board.totals
  const { colorPrimary: primary, colorAccent: accent } = board.space ?? { colorPrimary: null, colorAccent: null }
  return (
    <Embed
      t={t}
      lang={context.locale}
      assets={deps.assets}
      title={board.plan?.title ?? t('board.title')}
      sourceHref={`${deps.config.baseUrl}${board.address}`}
      theme={primary && accent ? { primary, accent } : undefined}
    >
      {board.space?.isFictional ? <p class="small">{t('ui.fictional', { space: board.space.name })}</p> : null}
      {progress ? (
        <VoicesBars voices={voicesOf(t, context.locale, progress, 2, validatedTotal(board))} />
      ) : (
        <p>{t('board.unmeasured')}</p>
      )}
      <ul class="embedded-list">
        {board.shown.slice(0, shownMost).map((row) => (
          <li>
            <a href={hrefOf(row)} target="_blank" rel="noopener">
              {row.number}. {row.title}
            </a>{' '}
            <Status {...statusOf(t, context.locale, row)} />
          </li>
        ))}
      </ul>
    </Embed>
  )
}
