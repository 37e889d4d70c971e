import type { C } from '../../../../platform/http/env.ts'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Value } from '../differences.ts'
import { fieldWord, wordOf } from './words.ts'

/** What somebody else saved meanwhile, above the form that still holds what was typed. */
export function Stored({ c, values }: { c: C; values: readonly [string, Value][] }) {
  const { t } = c.var
  return (
    <Notice t={t} title={t('logframe.stored')}>
      <DescriptionList
        items={values
          .filter(([, value]) => value !== null)
          .map(([field, value]) => ({ term: fieldWord(c, field), value: wordOf(c, field, value) }))}
      />
    </Notice>
  )
}
