import type { C } from '../../../../platform/http/env.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'

/** What the pages of results share; `trail` are the crumbs below the edition, the last one being the page itself. */
export function resultsFrame(c: C, edition: Edition, trail: readonly { label: string; href?: string }[]) {
  const { t } = c.var
  return spaceFrame(t, edition.space, 'rallies', [
    { label: t('rally.list.title'), href: rallyPaths.all(edition.space.slug) },
    { label: edition.name, href: rallyPaths.edition(edition) },
    ...trail,
  ])
}
