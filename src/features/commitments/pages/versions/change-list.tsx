import type { T } from '../../../../platform/i18n.ts'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { Diff } from '../../../../ui/Diff.tsx'
import type { Change } from '../../differences/model.ts'
import { isProse, labelOf, wordsOf } from './change-words.ts'

/** Differences in words: each field by its name, prose compared word by word, dates and choices whole. */
export function ChangeList({ t, locale, changes }: { t: T; locale: string; changes: readonly Change[] }) {
  return (
    <DescriptionList
      items={changes.map((change) => ({
        term: labelOf(t, change.path),
        value: <OneChange t={t} locale={locale} change={change} />,
      }))}
    />
  )
}

function OneChange({ t, locale, change }: { t: T; locale: string; change: Change }) {
  const before = wordsOf(t, locale, change.path, change.before)
  const after = wordsOf(t, locale, change.path, change.after)
  if (isProse(change)) return <Diff t={t} before={before ?? ''} after={after ?? ''} />
  return (
    <p class="diff">
      {before === null ? null : (
        <del>
          <span class="visually-hidden">[{t('ui.diff.removed')}: </span>
          {before}
          <span class="visually-hidden">]</span>
        </del>
      )}{' '}
      {after === null ? null : (
        <ins>
          <span class="visually-hidden">[{t('ui.diff.added')}: </span>
          {after}
          <span class="visually-hidden">]</span>
        </ins>
      )}
    </p>
  )
}
