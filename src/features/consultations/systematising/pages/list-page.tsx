import type { C } from '../../../../platform/http/env.ts'
import { Chips } from '../../../../ui/Chips.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { Coded } from '../coding/queries.ts'
import { type StandingWord, standingWords } from '../coding/schema.ts'
import { type Progress, pageSizes } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { AboutLine, textName } from './coded-text.tsx'
import { BenchFrame } from './frame.tsx'
import { standingLook } from './progress-bar.tsx'

export type ListView = {
  consultation: Consultation
  progress: Progress
  items: readonly Coded[]
  all: number
  estado: StandingWord | null
  page: number
}

/** All contributions by where they stand, each a press away from the workbench. */
export function ListPage({ c, view }: { c: C; view: ListView }) {
  const { t } = c.var
  const { consultation, progress, items, all, estado, page } = view
  const words = Object.entries(standingWords) as [StandingWord, (typeof standingWords)[StandingWord]][]
  return (
    <BenchFrame c={c} consultation={consultation} section="list" title={t('systematising.list')}>
      <Chips
        label={t('systematising.list.by')}
        items={[
          {
            ...{ href: systematisingPaths.list(consultation), label: t('systematising.received') },
            ...{ count: figure(c, progress.received), current: estado === null },
          },
          ...words.map(([word, standing]) => ({
            ...{ href: systematisingPaths.list(consultation, { estado: word }) },
            ...{ label: t(`systematising.standing.${standing}`), count: figure(c, progress[standing]) },
            current: estado === word,
          })),
        ]}
      />
      {items.length === 0 ? <EmptyState title={t('systematising.list.none')} /> : null}
      <ol class="contributions" start={(page - 1) * pageSizes.list + 1}>
        {items.map((item) => (
          <li>
            <h2>
              <a href={systematisingPaths.bench(consultation, { aportacion: item.folio })}>{textName(c, item)}</a>
            </h2>
            <p>
              <Status kind={standingLook[item.standing]} word={t(`systematising.standing.${item.standing}`)} />
            </p>
            <AboutLine c={c} consultation={consultation} item={item} />
          </li>
        ))}
      </ol>
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(all / pageSizes.list)}
        hrefOf={(number) => systematisingPaths.list(consultation, { estado, pagina: number > 1 ? number : null })}
      />
    </BenchFrame>
  )
}
