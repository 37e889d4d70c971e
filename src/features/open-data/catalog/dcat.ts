import { planPaths } from '../../commitments/paths.ts'
import { rallyPaths } from '../../rallies/paths.ts'
import { resultsPaths } from '../../rallies/results/paths.ts'
import { recordPaths } from '../../record/paths.ts'
import { license, type PublishedPlan } from '../model.ts'
import { openDataPaths } from '../paths.ts'
import type { DataTable } from '../tables/fields.ts'
import { tables } from '../tables/model.ts'
import type { PublishedEdition } from './queries.ts'

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

const fileType = 'http://publications.europa.eu/resource/authority/file-type/'
const formats = {
  csv: { type: `${fileType}CSV`, media: 'text/csv' },
  json: { type: `${fileType}JSON`, media: 'application/json' },
  xlsx: { type: `${fileType}XLSX`, media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  tar: { type: `${fileType}TAR`, media: 'application/x-tar' },
  ndjson: { type: `${fileType}JSON`, media: 'application/x-ndjson' },
} as const

type Format = keyof typeof formats
type File = { path: string; title: string; format: Format }
type Node = { '@id': string; '@type': string } & Record<string, unknown>

const spanish = (text: string) => ({ '@value': text, '@language': 'es' })
const at = (instant: string) => ({ '@value': instant, '@type': 'xsd:dateTime' })
const ref = (id: string) => ({ '@id': id })
const languages = { es: 'SPA', en: 'ENG' } as const
const languageOf = (language: 'es' | 'en') =>
  ref(`http://publications.europa.eu/resource/authority/language/${languages[language]}`)

export type CatalogFacts = {
  base: string
  publisher: string
  plans: readonly PublishedPlan[]
  editions: readonly PublishedEdition[]
  updatedAt: string | null
}

/** The catalogue for harvesters, DCAT 3 with what DCAT-AP 3.0.1 requires, as JSON-LD with a context of its own. */
export function catalogOf({ base, publisher, plans, editions, updatedAt }: CatalogFacts) {
  const owner: Node = { '@id': `${base}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': publisher }
  const changed = updatedAt === null ? {} : { 'dct:modified': at(updatedAt) }
  return {
    '@context': context,
    '@id': `${base}${openDataPaths.catalog()}`,
    '@type': 'dcat:Catalog',
    'dct:title': spanish('Datos abiertos de la plataforma'),
    'dct:description': spanish(
      'Planes de gobierno abierto, sus compromisos, quién responde por ellos, sus evaluaciones, los rallies que verifican obras y el registro público de cada cambio.',
    ),
    'dct:publisher': owner,
    'dct:language': languageOf('es'),
    'dct:license': ref(license.url),
    'foaf:homepage': ref(`${base}${openDataPaths.home()}`),
    ...changed,
    'dcat:dataset': [
      ...tables.map((table) => ({ ...tableDataset(base, table), 'dct:publisher': ref(owner['@id']), ...changed })),
      { ...recordDataset(base), 'dct:publisher': ref(owner['@id']), ...changed },
      ...plans.map((plan) => planDataset(base, plan)),
      ...editions.map((edition) => editionDataset(base, edition)),
    ],
    'dcat:service': [apiService(base)],
  }
}

function tableDataset(base: string, table: DataTable): Node {
  const all: File[] =
    table.name === 'compromisos'
      ? [
          { path: openDataPaths.commitments('json'), title: 'Compromisos completos (JSON)', format: 'json' },
          { path: openDataPaths.commitments('xlsx'), title: 'Todas las tablas en un libro (XLSX)', format: 'xlsx' },
        ]
      : []
  const tracked: File[] =
    table.name === 'avances'
      ? [
          { path: openDataPaths.tracking('json'), title: 'Seguimiento completo (JSON)', format: 'json' },
          { path: openDataPaths.tracking('xlsx'), title: 'Seguimiento completo en un libro (XLSX)', format: 'xlsx' },
        ]
      : []
  const files: File[] = [
    { path: openDataPaths.table(table.name), title: `${table.title} (CSV)`, format: 'csv' },
    ...all,
    ...tracked,
  ]
  return dataset(base, `tabla-${table.name}`, table.title, table.about, files, openDataPaths.home())
}

function recordDataset(base: string): Node {
  const about =
    'Cada cambio hecho en la plataforma, en orden, con huellas encadenadas que permiten comprobar que nadie lo cambió.'
  const files: File[] = [{ path: recordPaths.lines(), title: 'Registro completo (NDJSON)', format: 'ndjson' }]
  return dataset(base, 'registro', 'Registro público', about, files, recordPaths.all())
}

function planDataset(base: string, plan: PublishedPlan): Node {
  const query = { espacio: plan.space, plan: plan.slug }
  const about = plan.summary ?? `Los compromisos de «${plan.title}», de ${plan.spaceName}.`
  const files: File[] = [
    { path: openDataPaths.table('compromisos', query), title: 'Compromisos (CSV)', format: 'csv' },
    { path: openDataPaths.table('actividades', query), title: 'Actividades (CSV)', format: 'csv' },
    { path: openDataPaths.commitments('json', query), title: 'Plan completo (JSON)', format: 'json' },
    { path: openDataPaths.commitments('xlsx', query), title: 'Plan completo (XLSX)', format: 'xlsx' },
    { path: openDataPaths.table('avances', query), title: 'Avances del tablero (CSV)', format: 'csv' },
    { path: openDataPaths.tracking('json', query), title: 'Seguimiento (JSON)', format: 'json' },
    { path: openDataPaths.tracking('xlsx', query), title: 'Seguimiento (XLSX)', format: 'xlsx' },
  ]
  const page = planPaths.plan({ space: { slug: plan.space }, slug: plan.slug })
  return {
    ...dataset(base, `plan-${plan.space}-${plan.slug}`, `${plan.title} · ${plan.spaceName}`, about, files, page),
    'dct:issued': at(plan.publishedAt.toISOString()),
    'dct:modified': at(plan.updatedAt.toISOString()),
    'dct:language': languageOf(plan.language),
    'dct:publisher': { '@id': `${base}/${plan.space}#publisher`, '@type': 'foaf:Agent', 'foaf:name': plan.spaceName },
    ...(plan.sourceUrl === null ? {} : { 'dct:source': ref(plan.sourceUrl) }),
  }
}

function editionDataset(base: string, edition: PublishedEdition): Node {
  const { space, slug, name, summary, opensAt, closesAt } = edition
  const page = rallyPaths.edition(edition)
  const about = summary ?? `Las obras, los equipos y el marcador de «${name}», de ${space.name}.`
  const files: File[] = [
    { path: `${page}.json`, title: 'La edición (JSON)', format: 'json' },
    { path: `${page}/obras.csv`, title: 'Obras (CSV)', format: 'csv' },
    { path: `${rallyPaths.teams(edition)}.csv`, title: 'Equipos (CSV)', format: 'csv' },
    { path: `${rallyPaths.board(edition)}.csv`, title: 'Marcador (CSV)', format: 'csv' },
    { path: `${rallyPaths.board(edition)}.json`, title: 'Marcador (JSON)', format: 'json' },
    ...(edition.hasFiles
      ? [{ path: resultsPaths.archive(edition), title: 'Todo con que se calcula (TAR)', format: 'tar' } as const]
      : []),
  ]
  return {
    ...dataset(base, `rally-${space.slug}-${slug}`, `${name} · ${space.name}`, about, files, page),
    'dct:issued': at(edition.publishedAt.toISOString()),
    'dct:modified': at(edition.updatedAt.toISOString()),
    'dct:language': languageOf(edition.language),
    'dct:publisher': { '@id': `${base}/${space.slug}#publisher`, '@type': 'foaf:Agent', 'foaf:name': space.name },
    ...(opensAt && closesAt
      ? {
          'dct:temporal': {
            '@id': `${base}${openDataPaths.catalog()}#rally-${space.slug}-${slug}-periodo`,
            '@type': 'dct:PeriodOfTime',
            'dcat:startDate': at(opensAt.toISOString()),
            'dcat:endDate': at(closesAt.toISOString()),
          },
        }
      : {}),
  }
}

function dataset(base: string, id: string, title: string, about: string, files: readonly File[], page: string): Node {
  return {
    '@id': `${base}${openDataPaths.catalog()}#${id}`,
    '@type': 'dcat:Dataset',
    'dct:title': spanish(title),
    'dct:description': spanish(about),
    'dct:identifier': id,
    'dcat:keyword': ['gobierno abierto', 'rendición de cuentas'].map(spanish),
    'dcat:theme': ref('http://publications.europa.eu/resource/authority/data-theme/GOVE'),
    'dcat:landingPage': { '@id': base + page, '@type': 'foaf:Document' },
    'dcat:distribution': files.map((file) => distribution(base, file)),
  }
}

function distribution(base: string, { path, title, format }: File): Node {
  const { type, media } = formats[format]
  return {
    '@id': `${base}${path}`,
    '@type': 'dcat:Distribution',
    'dct:title': spanish(title),
    'dcat:accessURL': ref(`${base}${path}`),
    'dcat:downloadURL': ref(`${base}${path}`),
    'dct:format': { '@id': type, '@type': 'dct:MediaTypeOrExtent' },
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${media}`, '@type': 'dct:MediaType' },
    'dct:license': { '@id': license.url, '@type': 'dct:LicenseDocument' },
  }
}

function apiService(base: string): Node {
  return {
    '@id': `${base}${openDataPaths.api()}`,
    '@type': 'dcat:DataService',
    'dct:title': spanish('Interfaz para programas (API)'),
    'dct:description': spanish('Los mismos datos que las páginas públicas, en JSON.'),
    'dcat:endpointURL': ref(`${base}/api/v1`),
    'dcat:endpointDescription': ref(`${base}${openDataPaths.openapi()}`),
    'dct:license': ref(license.url),
  }
}
