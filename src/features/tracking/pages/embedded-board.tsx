import type { C } from '../../../platform/http/env.ts'
import { Status } from '../../../ui/Status.tsx'
import { VoicesBars } from '../../../ui/VoicesBars.tsx'
import { statusOf, voicesOf } from '../../commitments/pages/light-words.ts'
import { type Board, hrefOf } from './board-view.ts'

/** The board for other people's sites: the totals and the most urgent, every link opening the whole board outside the frame. */
export function EmbeddedBoard({ c, board }: { c: C; board: Board }) {
  const { t, context, deps } = c.var
  const { progress } = board.totals
  return (
    <html lang={context.locale === 'es' ? 'es-MX' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${t('board.title')}: ${board.plan?.title ?? ''}`}</title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={deps.assets.css} />
      </head>
      <body class="embedded">
        <main class="wrap stack">
          <h1 class="embedded-title">{board.plan?.title}</h1>
          {board.plan?.space.isFictional ? (
            <p class="small">{t('ui.fictional', { space: board.plan.space.name })}</p>
          ) : null}
          {progress ? <VoicesBars voices={voicesOf(t, context.locale, progress)} /> : <p>{t('board.unmeasured')}</p>}
          <ul class="embedded-list">
            {board.shown.slice(0, 20).map((row) => (
              <li>
                <a href={hrefOf(row)} target="_blank" rel="noopener">
                  {row.number}. {row.title}
                </a>{' '}
                <Status {...statusOf(t, context.locale, row)} />
              </li>
            ))}
          </ul>
          <p>
            <a href={board.address} target="_blank" rel="noopener">
              {t('board.embed.open')}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
