import type { GrecaName } from '../../ui/Greca.tsx'

export const spaceKinds = ['country', 'state', 'municipality', 'institution', 'collection'] as const
export type SpaceKind = (typeof spaceKinds)[number]

/** A tenant: who makes plans somewhere. `path` is the way from the root, nearest last, without itself. */
export type Space = {
  id: string
  slug: string
  kind: SpaceKind
  name: string
  language: 'es' | 'en'
  territoryKey: string | null
  colorPrimary: string | null
  colorAccent: string | null
  greca: GrecaName
  contactOffice: string | null
  contactUrl: string | null
  about: string | null
  isFictional: boolean
  /** What there is to see beside plans (works and rallies: here or below); the menu leads only to what exists. */
  shows: Record<'works' | 'rallies' | 'exercises' | 'bodies' | 'consultations' | 'diagnoses' | 'tables', boolean>
  path: readonly { slug: string; name: string }[]
}

/** First words of addresses that belong to the platform itself; no space may take them. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  ...[
    'accesibilidad',
    'acceso',
    'admin',
    'administrador',
    'api',
    'assets',
    'auth',
    'ayuda',
    'buscar',
    'cargas',
    'constancias',
    'cuenta',
    'datos',
  ],
  ...[
    'enlace',
    'entrar',
    'espacios',
    'estilo',
    'folios',
    'glosario',
    'hilo',
    'idioma',
    'inicio',
    'invitacion',
    'invitaciones',
    'listo',
    'llave',
  ],
  ...[
    'mapa',
    'metricas',
    'openapi',
    'personas',
    'planes',
    'privacidad',
    'recursos',
    'registro',
    'robots',
    'salir',
    'salud',
    'seguir',
  ],
  ...['security', 'sitemap', 'tablero', 'tequio', 'trabajo', 'usuarios', 'web', 'well-known', 'www'],
])

export type SlugRefusal = 'space.slug.reserved' | 'space.slug.form'

export function refusalOfSlug(slug: string): SlugRefusal | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 80) return 'space.slug.form'
  return reservedSlugs.has(slug) ? 'space.slug.reserved' : null
}

export const grecas = ['fret', 'steps', 'diamonds', 'waves'] as const satisfies readonly GrecaName[]
