import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { StackedBar } from '../../../ui/StackedBar.tsx'
import { VoicesBars } from '../../../ui/VoicesBars.tsx'
import type { Said } from './commitment-view.ts'
import { partsOf, voicesOf } from './light-words.ts'

/** Who says what, side by side and never merged (T-20). */
export function SaidCard({ c, said }: { c: C; said: Said }) {
  const { t, context } = c.var
  return (
    <Card>
      <h2 class="visually-hidden">{t('public.said')}</h2>
      {said.progress ? (
        <>
          <VoicesBars voices={voicesOf(t, context.locale, said.progress, 2, said.validated)} />
          <StackedBar label={t('board.shares')} parts={partsOf(t, context.locale, said.progress)} />
        </>
      ) : (
        <p>{t('board.unmeasured')}</p>
      )}
    </Card>
  )
}
