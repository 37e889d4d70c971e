import { randomUUID } from 'node:crypto'
import { insertConsultation, markPublished } from '../../src/features/consultations/commands.ts'
import { takeInMany } from '../../src/features/consultations/contributions/commands.ts'
import { emptyArrival } from '../../src/features/consultations/contributions/model.ts'
import { findConsultation } from '../../src/features/consultations/queries.ts'
import { findSpace } from '../../src/features/spaces/queries.ts'
import { found } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { type Access, anyone, desk } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const consultation = '/:space/consultas/:consultation'
const bench = `${consultation}/sistematizacion`
const results = `${consultation}/resultados`
const topic = `${bench}/temas/:number{[1-9][0-9]{0,5}}`
const coders: Access = [...desk, 'evaluator', 'moderator']
const slug = 'consulta-sistematizada'

const furnished = new WeakMap<AccessStage, Promise<void>>()

/** A consultation with published results, one contribution and one topic. */
async function furnish({ db, now, space }: AccessStage): Promise<void> {
  const context = { db, actor: null, now, locale: 'es' as const }
  const place = found(await findSpace(db, space.slug))
  const day = 86_400_000
  const fields = {
    ...{ title: 'Consulta', slug, summary: null, question: '¿Qué sigue?', exercise: null, axes: [] },
    ...{ channels: ['online' as const, 'in-person' as const], timeZone: 'America/Mexico_City', hasStatements: false },
    ...{ opensAt: new Date(now.getTime() - day), closesAt: new Date(now.getTime() + day), demographics: [] },
    ...{ sourceTitle: null, sourceUrl: null, sourceLicence: null },
  }
  await db.transaction().execute(async (tx) => {
    await insertConsultation(tx, context, place, fields)
    const made = found(await findConsultation(tx, place, slug))
    await markPublished(tx, context, made)
    const arrival = {
      ...emptyArrival('2026-11-20'),
      clientId: randomUUID(),
      channel: 'in-person' as const,
      body: 'Un parque',
    }
    await takeInMany(tx, context, made, [arrival], {})
    await tx.insertInto('systematisations').values({ consultation_id: made.id, published_at: now }).execute()
    const row = { id: newId(), consultation_id: made.id, number: 1, name: 'Parques', made_at: now }
    await tx.insertInto('topics').values(row).execute()
  })
}

export const systematisingAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [`GET ${results}`, `GET ${results}.json`, `GET ${results}.csv`, `GET ${results}/aportaciones`],
    },
    {
      who: coders,
      routes: [
        ...[`GET ${bench}`, `POST ${bench}`, `POST ${bench}/deshacer`, `POST ${bench}/sugerencias`],
        ...['grupos', 'lista', 'pasos', 'temas', 'desacuerdos'].map((part) => `GET ${bench}/${part}`),
        ...[`POST ${bench}/temas`, `POST ${bench}/desacuerdos`, `GET ${topic}`],
      ],
    },
    {
      who: desk,
      routes: [
        ...[`POST ${bench}/ajustes`, `POST ${bench}/publicar`],
        ...[`POST ${topic}`, `POST ${topic}/unir`, `POST ${topic}/partir`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const ready = furnished.get(stage) ?? furnish(stage)
    furnished.set(stage, ready)
    await ready
    return (route.split(' ')[1] ?? '')
      .replace(':space', stage.space.slug)
      .replace(':consultation', slug)
      .replace(':number{[1-9][0-9]{0,5}}', '1')
  },
}
