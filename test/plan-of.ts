import { saveDocuments } from '../src/features/commitments/document/commands.ts'
import {
  type Activity,
  activityStates,
  type CommitmentDocument,
  emptyDocument,
} from '../src/features/commitments/model.ts'
import type { Database } from '../src/platform/context.ts'
import { newId } from '../src/platform/identity.ts'

/** Invented commitments of a realistic size: `actions` key actions that share 100 %, `activities` activities in all. */
export function invented(count: number, actions: number, activities: number): CommitmentDocument[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1)
    const text = `Compromiso inventado ${number}: publicar y verificar horarios, padrones y obras de la colonia ${index % 97}.`
    return {
      ...emptyDocument(number, number, `Compromiso inventado número ${number} sobre agua, obra y gasto`),
      problem: text.repeat(4),
      causes: text.repeat(2),
      previousActions: text,
      solution: text.repeat(3),
      expectedResults: text,
      transparency: text,
      responsibleOffice: 'Dirección inventada',
      finalResult: text,
      expectedProducts: ['Padrón', 'Informe'],
      meansOfVerification: ['Dirección pública'],
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      organizations: [
        { part: 'lead', name: `Dependencia inventada ${index % 40}`, kind: 'public-institution', acronym: null },
        { part: 'co-responsible', name: `Organización inventada ${index % 60}`, kind: 'civil-society', acronym: null },
      ],
      sdgs: [{ goal: (index % 17) + 1, target: null }],
      territories: [String((index % 32) + 1).padStart(2, '0')],
      keyActions: Array.from({ length: actions }, (_, action) => ({
        code: String(action + 1),
        title: `Acción clave ${action + 1}`,
        weight: action === 0 ? 100 - Math.floor(100 / actions) * (actions - 1) : Math.floor(100 / actions),
        startsOn: null,
        endsOn: null,
        activities: Array.from(
          { length: activities / actions },
          (_, item): Activity => ({
            code: `${action + 1}.${item + 1}`,
            title: `Actividad ${item + 1} de la acción ${action + 1}`,
            product: 'Documento publicado',
            meansOfVerification: 'Dirección del documento',
            responsibleOffice: null,
            startsOn: '2026-01-02',
            endsOn: `2026-${String(((index + item) % 12) + 1).padStart(2, '0')}-15`,
            dueAsWritten: null,
            state: activityStates[(index + item + action) % 4] ?? 'not-started',
          }),
        ),
      })),
    }
  })
}

/** A published plan that holds them, in a space of its own; returns their slugs. */
export async function publishedPlan(
  db: Database,
  documents: CommitmentDocument[],
): Promise<{ space: string; plan: string }> {
  const now = new Date('2026-06-15T18:00:00Z')
  const [spaceId, planId] = [newId(), newId()]
  await db
    .insertInto('spaces')
    .values({
      id: spaceId,
      kind: 'country',
      slug: 'banco',
      name: 'Banco de pruebas',
      territory_key: 'MX',
      created_at: now,
    })
    .execute()
  const plan = {
    id: planId,
    space_id: spaceId,
    slug: 'plan',
    kind: 'internal',
    title: 'Plan inventado',
    origin: 'platform',
    starts_on: '2026-01-01',
    ends_on: '2026-12-31',
    created_at: now,
  }
  await db.insertInto('plans').values(plan).execute()
  await db.transaction().execute(async (tx) => {
    const place = { id: planId, spaceId, isPublished: false }
    await saveDocuments(
      tx,
      { actor: null, now },
      place,
      documents.map((document) => ({ id: null, document })),
      null,
    )
    await tx.insertInto('plan_publications').values({ plan_id: planId, published_at: now }).execute()
  })
  return { space: 'banco', plan: 'plan' }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
