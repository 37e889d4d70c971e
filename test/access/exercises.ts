import { newId } from '../../src/platform/identity.ts'
import { rememberFile } from '../../src/platform/storage/files.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk } from '../access-table.ts'
import { pdfOf } from '../attachments.ts'
import { testStorage } from '../files.ts'
import type { Annexe } from './annexe.ts'
import { actorFixture, answerTokenFixture, exerciseFixture, outputFixture, partyFixture } from './exercise-fixture.ts'

const base = '/:space/ejercicios'
const one = `${base}/:exercise{[^/.]+}`
const stageOf = `${one}/etapas/:stage`
const actors = `${one}/actores`
const declaration = `${one}/declaratoria`
const method = '/:space/metodos/:method{[^/.]+}'
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]

/** A file of the exercise's first stage. */
async function keptFile(stage: AccessStage): Promise<string> {
  const kept = await testStorage().put(pdfOf('Acta'))
  await rememberFile(stage.db, { ...kept, mediaType: 'application/pdf' }, stage.now)
  const id = await outputFixture(stage)
  await stage.db.updateTable('stage_outputs').set({ url: null, sha256: kept.sha256 }).where('id', '=', id).execute()
  return kept.sha256
}

export const exercisesAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${base}`, `GET ${base}.json`, `GET ${one}`, `GET ${stageOf}`],
        ...['json', 'ics', 'atom'].map((ending) => `GET ${base}/:exercise{[^/]+\\.${ending}}`),
        ...['GET /:space/metodos', `GET ${method}`, 'GET /:space/metodos/:method{[^/]+\\.json}'],
        ...[`GET ${actors}`, `GET ${actors}.csv`, `GET ${one}/participacion`, `GET ${one}/participacion.json`],
        ...[`GET ${one}/requisitos`, `GET ${one}/requisitos.json`],
        ...[`GET ${actors}/respuesta`, `POST ${actors}/respuesta`],
        ...[`GET ${declaration}`, `GET ${declaration}.json`],
        `GET ${one}/archivos/:sha256{[0-9a-f]{64}}`,
      ],
    },
    {
      who: desk,
      routes: [
        ...[...form(`${base}/nuevo`), ...form(`${one}/editar`), ...form(`${one}/calendario`)],
        ...[`POST ${one}/publicacion`, `POST ${stageOf}/paso`, `POST ${stageOf}/cargas`],
        ...[`POST ${stageOf}/productos/:id${uuid}/retiro`, ...form(`${method}/adaptar`)],
        ...[`POST ${declaration}/texto`, `POST ${declaration}/partes`, `POST ${declaration}/partes/:id${uuid}/quitar`],
        ...[
          `POST ${declaration}/cargas/:id${uuid}`,
          `POST ${actors}`,
          `POST ${actors}/invitaciones`,
          `POST ${actors}/lista`,
        ],
        ...[`GET ${actors}/:id${uuid}`, `POST ${actors}/:id${uuid}/invitacion`, `POST ${actors}/:id${uuid}/respuesta`],
        ...[`POST ${one}/requisitos`, `GET ${one}/pendientes`],
      ],
    },
    // The party is the institution for which the liaison acts.
    { who: ['liaison'], routes: [`POST ${declaration}/partes/:id${uuid}/firma`] },
  ],
  addressOf: async (stage, route) => {
    const { slug } = await exerciseFixture(stage)
    const [, pattern = ''] = route.split(' ')
    const address = pattern
      .replace(/\{\[\^\/\]\+\\\.(\w+)\}/, '.$1')
      .replace('{[^/.]+}', '')
      .replace(':space', stage.space.slug)
      .replace(':exercise', slug)
      .replace(':stage', 'arranque')
      .replace(':method', 'local-seis-pasos')
    if (address.includes(':sha256')) return address.replace(':sha256{[0-9a-f]{64}}', await keptFile(stage))
    if (address.endsWith('/respuesta') && !address.includes(':id'))
      return `${address}?token=${await answerTokenFixture(stage)}`
    if (address.includes('/actores/')) return address.replace(`:id${uuid}`, await actorFixture(stage))
    if (address.includes('/declaratoria/')) return address.replace(`:id${uuid}`, await partyFixture(stage))
    return address.replace(`:id${uuid}`, address.includes(':id') ? await outputFixture(stage) : newId())
  },
}
