import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk } from '../access-table.ts'
import type { Annexe } from './annexe.ts'
import { rallyFixture } from './rally-fixture.ts'

const edition = '/:space/rallies/:edition'
const organise = `${edition}/organizar`
const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]
const parts = ['identidad', 'calendario', 'obras', 'participacion', 'reglas', 'textos', 'aliados']

export const rallyEditionsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['', '.json', '.csv', '.ics', '.atom'].map((ending) => `GET /:space/rallies${ending}`),
        ...[`GET ${edition}`, ...['json', 'ics', 'atom'].map((ending) => `GET ${edition}{[^/]+\\.${ending}}`)],
        ...[
          `GET ${edition}/reglas`,
          `GET ${edition}/reglas.json`,
          `GET ${edition}/obras`,
          `GET ${edition}/obras.csv`,
          `GET ${edition}/obras/puntos.json`,
        ],
        `GET ${edition}/replica.json`,
        'GET /:space/rallies/metas',
        'GET /:space/rallies/metas.json',
      ],
    },
    {
      who: desk,
      routes: [
        ...form('/:space/rallies/nueva'),
        'POST /:space/rallies/importaciones',
        'POST /:space/rallies/metas/foros',
        `POST /:space/rallies/metas/foros/:id${id}/quitar`,
        ...[`GET ${organise}`, `POST ${organise}/publicacion`, `POST ${organise}/cancelacion`],
        ...parts.flatMap((part) => form(`${organise}/${part}`)),
        ...[`POST ${organise}/reglas/modelo`, `POST ${organise}/aliados/:id${id}/quitar`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const { space, slug } = await rallyFixture(stage)
    const [, pattern = ''] = route.split(' ')
    const ending = /\{\[\^\/\]\+\\\.(\w+)\}$/.exec(pattern)?.[1]
    const address = pattern
      .replace(/\{\[\^\/\]\+\\\.\w+\}$/, ending ? `.${ending}` : '')
      .replace(':space', space)
      .replace(':edition', slug)
    return address.includes(':id')
      ? address.replace(/:id\{.*\}(?=\/quitar)/, await (/foros/.test(address) ? forum(stage) : partner(stage)))
      : address
  },
}

async function forum(stage: AccessStage): Promise<string> {
  const id = newId()
  const row = { name: 'Foro inventado', held_on: '2026-01-01', url: 'https://example.org', is_international: false }
  await stage.db
    .insertInto('rally_forums')
    .values({ id, space_id: stage.space.id, ...row, added_at: stage.now })
    .execute()
  return id
}

async function partner(stage: AccessStage): Promise<string> {
  const { id: editionId } = await rallyFixture(stage)
  const partnerId = newId()
  const row = { id: partnerId, edition_id: editionId, position: 9, part: 'ally', name: 'Aliada inventada' }
  await stage.db.insertInto('rally_partners').values(row).execute()
  return partnerId
}
