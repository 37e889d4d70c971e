import type { Database, Person } from '../../../../../platform/context.ts'
import { found } from '../../../../../platform/errors.ts'
import { createActor } from '../../cast/commands.ts'

/** Who speaks of a commitment: for the institution that leads it and for the civil society beside it. */
export type Voices = { liaison: Person; leadId: string; coResponsible: Person; civilSocietyId: string }

export type TrackingCast = {
  voices: ReadonlyMap<string, Voices>
  evaluator: Person
  moderator: Person
  facilitator: Person
  insider: Person
}

const liaisons = ['Elsa Enlace', 'Efraín Enlace', 'Emma Enlace', 'Elías Enlace', 'Estela Enlace']
const coResponsibles = ['Carmen Cuenta', 'Citlali Vigila', 'Ciro Recorre', 'Concha Pregunta', 'Camilo Cuida']

/** A liaison and a co-responsible for each commitment of the plan, an evaluator, a moderator, and an evaluator from inside. */
export async function createTrackingCast(
  db: Database,
  place: { spaceId: string; planId: string },
  now: Date,
): Promise<TrackingCast> {
  const rows = await db
    .selectFrom('commitments as c')
    .innerJoin('commitment_organizations as o', 'o.commitment_id', 'c.id')
    .select(['c.number', 'o.part', 'o.organization_id'])
    .where('c.plan_id', '=', place.planId)
    .where('o.part', 'in', ['lead', 'co-responsible'])
    .orderBy('c.position')
    .execute()
  const at = { spaceId: place.spaceId, now }
  return db.transaction().execute(async (tx) => {
    const voices = new Map<string, Voices>()
    for (const [index, number] of [...new Set(rows.map((row) => row.number))].entries()) {
      const of = (part: string) => found(rows.find((row) => row.number === number && row.part === part)).organization_id
      const [leadId, civilSocietyId] = [of('lead'), of('co-responsible')]
      voices.set(number, {
        leadId,
        civilSocietyId,
        liaison: await createActor(tx, liaisons[index] ?? `Enlace ${number}`, 'liaison', leadId, at),
        coResponsible: await createActor(
          tx,
          coResponsibles[index] ?? `Corresponsable ${number}`,
          'co-responsible',
          civilSocietyId,
          at,
        ),
      })
    }
    const inside = found(voices.get('2')).leadId
    return {
      voices,
      evaluator: await createActor(tx, 'Eva Evalúa', 'evaluator', null, at),
      moderator: await createActor(tx, 'Mónica Modera', 'moderator', null, at),
      facilitator: await createActor(tx, 'Fabiola Facilita', 'facilitator', null, at),
      insider: await createActor(tx, 'Inés de Adentro', 'evaluator', inside, at),
    }
  })
}
