import { saveDocuments } from '../src/features/commitments/document/commands.ts'
import { type CommitmentDocument, emptyDocument } from '../src/features/commitments/model.ts'
import type { Desk, Fields } from './desk.ts'

export function planPath(slug: string, space = 'san-pedro'): string {
  return `/${space}/planes/${slug}`
}

/** An empty draft for 2026 in the desk's space; returns its address. */
export async function draftPlan(world: Desk, slug: string, fields: Fields = {}): Promise<string> {
  const form = { title: `Plan ${slug}`, slug, kind: 'local', startsOn: '2026-01-01', endsOn: '2026-12-31', ...fields }
  const made = await world.post('/san-pedro/planes/nuevo', form, 'facilitator')
  if (made.status !== 303 || !made.location) throw new Error(`no plan: ${made.status} ${made.text}`)
  return made.location
}

/** A commitment that no rule finds wanting. */
export function completeCommitment(key: string, change: Partial<CommitmentDocument> = {}): CommitmentDocument {
  return {
    ...emptyDocument(key, key, `Gasto abierto ${key}`),
    origin: 'co-created',
    problem: 'No se sabe en qué se gasta.',
    causes: 'El padrón no es público.',
    previousActions: 'Hubo un portal en 2020.',
    solution: 'Publicar el padrón.',
    expectedResults: 'Cualquiera puede revisarlo.',
    transparency: 'Publica datos que no lo eran.',
    responsibleOffice: 'Tesorería',
    finalResult: 'Padrón abierto y al día',
    expectedProducts: ['Padrón'],
    meansOfVerification: ['Dirección del padrón'],
    startsOn: '2026-02-01',
    endsOn: '2026-12-31',
    organizations: [
      { part: 'co-responsible', name: 'Cuentas Claras', kind: 'civil-society', acronym: null },
      { part: 'lead', name: 'Tesorería', kind: 'public-institution', acronym: null },
    ],
    sdgs: [{ goal: 16, target: '16.6' }],
    nationalAxis: 'Gobernanza',
    keyActions: [
      {
        code: '1',
        title: 'Abrir el padrón',
        weight: 100,
        startsOn: null,
        endsOn: null,
        activities: [
          {
            code: '1.1',
            title: 'Publicar el padrón',
            product: 'Padrón publicado',
            meansOfVerification: 'Dirección del padrón',
            responsibleOffice: 'Tesorería',
            startsOn: '2026-02-01',
            endsOn: '2026-03-31',
            dueAsWritten: null,
            state: 'not-started',
          },
        ],
      },
    ],
    indicators: [
      {
        code: '1',
        name: 'Colonias con padrón publicado',
        unit: 'colonias',
        direction: 'ascending',
        baseline: 0,
        baselineOn: '2025',
        target: 40,
        targetOn: '2026',
        frequency: 'cada mes',
        meansOfVerification: 'Bitácora',
        justification: null,
      },
    ],
    ...change,
  }
}

/** Puts documents into a draft as the importer would, without walking through the forms. */
export async function putDocuments(world: Desk, slug: string, documents: readonly CommitmentDocument[]): Promise<void> {
  const plan = await world.db
    .selectFrom('plans')
    .select(['id', 'space_id'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const author = { actor: await world.cast.actor('facilitator'), now: world.now }
  await world.db.transaction().execute(async (db) => {
    const place = { id: plan.id, spaceId: plan.space_id, isPublished: false }
    await saveDocuments(
      db,
      author,
      place,
      documents.map((document) => ({ id: null, document })),
      null,
    )
  })
}

/** A published plan with one complete commitment of key '1'; returns its address. */
export async function publishedPlan(world: Desk, slug: string): Promise<string> {
  const plan = await draftPlan(world, slug)
  await putDocuments(world, slug, [completeCommitment('1')])
  const published = await world.post(`${plan}/publicacion`, { approvedBy: 'Secretariado Técnico Local' }, 'facilitator')
  if (published.status !== 303) throw new Error(`not published: ${published.text}`)
  return plan
}

export const approval = {
  reason: 'Las lluvias retrasaron las obras.',
  approvedBy: 'Secretariado Técnico Local, sesión 4',
  approvedOn: '2026-02-20',
  approvalUrl: 'https://example.org/minuta-4',
} as const

/** The answers of the text page that make a commitment complete. */
export function completeText(number: string): Fields {
  const { problem, causes, previousActions, solution, expectedResults, transparency } = completeCommitment(number)
  const answers = { problem, causes, previousActions, solution, expectedResults, transparency }
  return {
    ...Object.fromEntries(Object.entries(answers).map(([field, text]) => [field, text ?? ''])),
    number,
    title: 'Gasto abierto',
    origin: 'co-created',
    values: ['transparency', 'accountability'],
    sdgs: ['5', '16'],
    sdgTargets: '16.6',
    nationalAxis: 'Gobernanza',
    'lead.0.name': 'Tesorería',
    'lead.0.kind': 'public-institution',
    'coResponsible.0.name': 'Cuentas Claras',
    'coResponsible.0.kind': 'civil-society',
  }
}

/** The forms of a roadmap in the order in which one fills them. */
export const roadmapForms: readonly (readonly [string, Fields])[] = [
  [
    'hoja-de-ruta',
    {
      responsibleOffice: 'Tesorería',
      finalResult: 'Padrón abierto y al día',
      expectedProducts: 'Padrón\nGuía',
      meansOfVerification: 'Dirección del padrón',
      startsOn: '2026-02-01',
      endsOn: '2026-12-31',
    },
  ],
  ['acciones/nueva', { title: 'Abrir el padrón', weight: '60' }],
  ['acciones/nueva', { title: 'Explicarlo', weight: '40 %' }],
  ['actividades/nueva', { keyAction: '1', title: 'Publicar el padrón', product: 'Padrón', endsOn: '2026-03-31' }],
  ['actividades/nueva', { keyAction: '2', title: 'Escribir la guía', product: 'Guía', endsOn: '2026-05-31' }],
  [
    'indicadores/nuevo',
    { name: 'Colonias con padrón publicado', unit: 'colonias', direction: 'ascending', baseline: '0', target: '40' },
  ],
]
