import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk } from '../access-table.ts'
import type { Annexe } from './annexe.ts'
import { rallyFixture } from './rally-fixture.ts'

const sources = '/:space/rallies/:edition/fuentes'
const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]

export const rallyNetworksAnnexe: Annexe = {
  rules: [
    { who: anyone, routes: [`GET ${sources}`] },
    {
      who: desk,
      routes: [
        ...[`POST ${sources}`, `POST ${sources}/redes/:id${id}`, `GET ${sources}/rechazos.csv`],
        ...[...form(`${sources}/importaciones`), ...form(`${sources}/importaciones/:id${id}`)],
        ...[`GET ${sources}/importaciones/:id${id}/rechazos.csv`, ...form(`${sources}/direcciones`)],
        `POST ${sources}/direcciones/publicaciones`,
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const { space, slug, id: editionId } = await rallyFixture(stage)
    const [, pattern = ''] = route.split(' ')
    const address = pattern.replace(':space', space).replace(':edition', slug)
    if (!address.includes(':id')) return address
    const row = address.includes('/redes/') ? await source(stage, editionId) : await batch(stage, editionId)
    return address.replace(`:id${id}`, row)
  },
}

async function source({ db, now }: AccessStage, editionId: string): Promise<string> {
  const sourceId = newId()
  const row = { id: sourceId, edition_id: editionId, network: 'x', kind: 'connector', created_at: now }
  await db.insertInto('rally_sources').values(row).execute()
  return sourceId
}

async function batch({ db, now }: AccessStage, editionId: string): Promise<string> {
  const batchId = newId()
  const row = { id: batchId, edition_id: editionId, file_name: 'escucha.csv', requested_at: now, finished_at: now }
  await db
    .insertInto('rally_batches')
    .values({ ...row, outcome: 'kept', report: JSON.stringify({ kept: 0, known: 0, rejected: 0 }) })
    .execute()
  return batchId
}
