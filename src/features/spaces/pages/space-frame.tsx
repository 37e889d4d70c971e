import type { T } from '../../../platform/i18n.ts'
import type { LayoutProps } from '../../../ui/Layout.tsx'
import type { Space } from '../model.ts'
import { spacePaths } from '../paths.ts'

type Frame = Required<Pick<LayoutProps, 'nav' | 'crumbs' | 'homeHref'>> & { space: NonNullable<LayoutProps['space']> }

/** Leads to lists that exist only where there is something in them. */
const listed = ['exercises', 'bodies', 'consultations', 'diagnoses', 'tables', 'works', 'rallies'] as const

export type SpaceSection = 'home' | 'board' | 'people' | 'settings' | 'organizations' | (typeof listed)[number]

/** What every page of a space shares; `trail` are the crumbs below the space, the last one being the page itself. */
export function spaceFrame(
  t: T,
  space: Space,
  section: SpaceSection,
  trail: readonly { label: string; href?: string }[] = [],
): Frame {
  const { colorPrimary: primary, colorAccent: accent } = space
  const ancestors = space.path.map(({ slug, name }) => ({ label: name, href: spacePaths.space(slug) }))
  const here = trail.length > 0 ? { label: space.name, href: spacePaths.space(space.slug) } : { label: space.name }
  return {
    homeHref: '/',
    space: {
      name: space.name,
      href: spacePaths.space(space.slug),
      greca: space.greca,
      fictional: space.isFictional,
      ...(primary && accent ? { theme: { primary, accent } } : {}),
    },
    nav: [
      { href: spacePaths.board(space.slug), label: t('space.nav.board'), current: section === 'board' },
      { href: spacePaths.space(space.slug), label: t('space.nav.plans'), current: section === 'home' },
      ...listed
        .filter((name) => space.shows[name] || section === name)
        .map((name) => ({
          href: spacePaths[name](space.slug),
          label: t(`space.nav.${name}`),
          current: section === name,
        })),
    ],
    crumbs: [...ancestors, here, ...trail],
  }
}
