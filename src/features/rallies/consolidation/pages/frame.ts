import type { C } from '../../../../platform/http/env.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'

/** What the pages of results share; `trail` are the crumbs below the edition, the last one being the page itself. */
export function resultsFrame(c: C, edition: Edition, trail: readonly { label: string; href?: string }[]) {
  return spaceFrame(c.var.t, edition.space, 'home', [
    { label: edition.name, href: rallyPaths.edition(edition) },
    ...trail,
  ])
}
