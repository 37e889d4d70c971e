import { randomUUID } from 'node:crypto'
import { insertConsultation, markPublished } from '../../src/features/consultations/commands.ts'
import { contribute } from '../../src/features/consultations/contributions/commands.ts'
import { comment } from '../../src/features/consultations/contributions/comments/commands.ts'
import { findContribution } from '../../src/features/consultations/contributions/queries.ts'
import { findConsultation } from '../../src/features/consultations/queries.ts'
import { plantStatements, reckonOpinions } from '../../src/features/consultations/statements/commands.ts'
import { findSpace } from '../../src/features/spaces/queries.ts'
import { found } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { type Access, anyone, desk } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const list = '/:space/consultas'
const consultation = `${list}/:consultation`
const folio = ':folio{APO-[0-9A-Z]{4}-[0-9A-Z]{4}}'
const folioJson = ':folio{APO-[0-9A-Z]{4}-[0-9A-Z]{4}\\.json}'
const one = `${consultation}/aportaciones/${folio}`
const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]
const twins = (address: string, ...endings: string[]) => endings.map((ending) => `GET ${address}.${ending}`)
const ended = (ending: string) => `${id.slice(0, -1)}\\.${ending}}`
const tongue = `${consultation}/traducciones/:language{[a-z]{2,3}}`
const brought = `${consultation}/importaciones`
const votes = `${consultation}/afirmaciones`
const number = ':number{[1-9][0-9]{0,5}}'
const moderators: Access = [...desk, 'moderator']

type Furnished = { slug: string; folio: string; commentId: string; importId: string }
const furnished = new WeakMap<AccessStage, Promise<Furnished>>()

async function furnish({ db, now, space }: AccessStage): Promise<Furnished> {
  const context = { db, actor: null, now, locale: 'es' as const }
  const place = found(await findSpace(db, space.slug))
  const day = 86_400_000
  const fields = {
    ...{ title: 'Consulta', slug: 'consulta-de-prueba', summary: null, question: '¿Qué sigue?', exercise: null },
    ...{ channels: ['online' as const, 'in-person' as const], timeZone: 'America/Mexico_City', hasStatements: true },
    ...{ opensAt: new Date(now.getTime() - day), closesAt: new Date(now.getTime() + day), demographics: [], axes: [] },
    ...{ sourceTitle: null, sourceUrl: null, sourceLicence: null },
  }
  const { slug } = await db.transaction().execute((tx) => insertConsultation(tx, context, place, fields))
  const made = found(await findConsultation(db, place, slug))
  await db.transaction().execute((tx) => markPublished(tx, context, made))
  const open = found(await findConsultation(db, place, slug))
  const words = {
    title: null,
    body: 'Un parque',
    signature: null,
    axis: null,
    territory: null,
    language: 'es' as const,
  }
  const { folio } = await contribute(context, open, { clientId: randomUUID(), ...words })
  const contribution = found(await findContribution(db, open.id, folio))
  const { id: commentId } = await comment(context, open, contribution, { body: 'Sí', signature: null })
  const report = { rowsRead: 0, added: 0, known: 0, rejected: 0, held: 0, rejections: [], unknownAxes: [] }
  const importId = newId()
  await db
    .insertInto('contribution_imports')
    .values({
      ...{ id: importId, consultation_id: open.id, kind: 'paper', file_name: 'hojas.csv', sha256: '0'.repeat(64) },
      ...{ mapping: JSON.stringify({ columns: {}, channel: 'mail', place: null, saidOn: null }), requested_at: now },
      ...{ finished_at: now, report: JSON.stringify(report) },
    })
    .execute()
  await db.transaction().execute((tx) => plantStatements(tx, context, open, ['Más parques']))
  await reckonOpinions(db, open.id, now)
  return { slug, folio, commentId, importId }
}

export const consultationsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${list}`, `GET ${list}.json`, `GET ${consultation}`, `GET ${list}/:consultation{[^/]+\\.json}`],
        ...[
          `GET ${consultation}/hoja`,
          `GET ${consultation}/quienes`,
          ...twins(`${consultation}/quienes`, 'json', 'csv'),
        ],
        ...[...form(`${consultation}/aportar`), `GET ${consultation}/aportaciones`],
        ...twins(`${consultation}/aportaciones`, 'json', 'csv', 'atom'),
        ...[`GET ${one}`, `GET ${consultation}/aportaciones/${folioJson}`],
        ...[`POST ${one}/apoyar`, `POST ${one}/comentarios`],
        ...[`GET ${votes}`, `GET ${votes}/grupos`, `POST ${votes}/${number}`, `POST ${votes}/propuestas`],
        ...['votes.csv', 'comments.csv', 'groups.csv'].map((file) => `GET ${votes}/datos/${file}`),
      ],
    },
    {
      who: moderators,
      routes: [
        ...[`GET ${consultation}/revision`, `POST ${one}/decision`, `POST ${one}/comentarios/:id${id}`],
        ...[...form(`${votes}/mesa`), `POST ${votes}/mesa/${number}`],
      ],
    },
    {
      who: desk,
      routes: [
        ...form(`${list}/nueva`),
        ...[`GET ${consultation}/traducciones`, ...form(tongue), `POST ${tongue}/quitar`],
        ...[...form(`${consultation}/editar`), `POST ${consultation}/publicar`, ...form(`${consultation}/captura`)],
        ...[...form(brought), `GET ${brought}/plantilla.csv`, `GET ${brought}/:id${id}`],
        ...[
          `GET ${brought}/:id${ended('json')}`,
          `GET ${brought}/:id${ended('csv')}`,
          `POST ${brought}/:id${id}/columnas`,
        ],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const ready = furnished.get(stage) ?? furnish(stage)
    furnished.set(stage, ready)
    const { slug, folio: own, commentId, importId } = await ready
    const [, pattern = ''] = route.split(' ')
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':consultation{[^/]+\\.json}', `${slug}.json`)
      .replace(':consultation', slug)
      .replace(':language{[a-z]{2,3}}', 'en')
      .replace(folioJson, `${own}.json`)
      .replace(folio, own)
      .replace(number, '1')
      .replace(`:id${ended('json')}`, `${importId}.json`)
      .replace(`:id${ended('csv')}`, `${importId}.csv`)
      .replace(`:id${id}`, pattern.includes('importaciones') ? importId : commentId)
  },
}
