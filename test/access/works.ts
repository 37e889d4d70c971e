import { Readable } from 'node:stream'
import { runCut, takeCut } from '../../src/features/works/cuts/commands.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn } from '../access-table.ts'
import { testStorage } from '../files.ts'
import type { Annexe } from './annexe.ts'

const works = '/:space/obras'
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const ended = (ending: string) => `${uuid.slice(0, -1)}\\.${ending}}`
const key = '{[0-9A-Z]{10,11}}'
const cut = `${works}/cortes/:id${uuid}`
const brought = `${works}/importaciones/:id${uuid}`

type Furnished = { kept: string; refused: string; key: string }
const furnished = new WeakMap<AccessStage, Promise<Furnished>>()

const header = 'CVE_CARTERA,NOMBRE_PPI,LATITUD,LONGITUD,ESTATUS_OPERACION'

/** A cut that was kept and one that waits for a person to look at its statuses. */
async function furnish({ db, now, space }: AccessStage): Promise<Furnished> {
  const storage = testStorage()
  const context = { db, actor: null, now, locale: 'es' as const }
  const dataset = {
    slug: 'obras',
    title: 'Obras',
    publisher: 'Nadie',
    sourceUrl: null,
    licence: 'CC0',
    licenceUrl: null,
  }
  const bring = async (text: string, of: Parameters<typeof takeCut>[2]['dataset'], datedOn: string) => {
    const fields = {
      datedOn,
      downloadedOn: datedOn,
      product: 'other' as const,
      year: 2026,
      quarter: null,
      sourceUrl: null,
    }
    const bringing = { space, dataset: of, cut: fields, fileName: 'obras.csv', format: null }
    const { id } = await takeCut(context, storage, bringing, Readable.from([Buffer.from(text)]))
    await runCut({ db, storage }, { id, locale: 'es' }, now)
    return id
  }
  const kept = await bring(`${header}\n2026FICT001,Puente,17,-96,Vigente\n`, dataset, '2026-03-31')
  const { dataset_id: id } = await db
    .selectFrom('works_cuts')
    .select('dataset_id')
    .where('id', '=', kept)
    .executeTakeFirstOrThrow()
  return {
    kept,
    refused: await bring(`${header}\n2026FICT001,Puente,17,-96,Otro\n`, { id }, '2026-06-30'),
    key: '2026FICT001',
  }
}

export const worksAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['', '.json', '.csv', '.geojson', '.oc4ids.json'].map((ending) => `GET ${works}${ending}`),
        ...[`GET ${works}/:key${key}`, `GET ${works}/:key${key.slice(0, -1)}\\.json}`],
        ...[`GET ${works}/cortes`, `GET ${works}/cortes.json`, `GET ${cut}`, `GET ${cut}/archivo`],
        ...[`GET ${cut}/informe.json`, `GET ${cut}/informe.csv`],
        ...[`GET ${works}/mapa`, `GET ${works}/mapa.json`, `GET ${works}/mapa/contornos.json`],
      ],
    },
    { who: signedIn, routes: [`GET ${works}/:key${key}/correcciones`, `POST ${works}/:key${key}/correcciones`] },
    {
      who: desk,
      routes: [
        ...[`GET ${works}/importaciones`, `POST ${works}/importaciones`, `GET ${brought}`],
        ...[`GET ${works}/importaciones/:id${ended('json')}`, `GET ${works}/importaciones/:id${ended('csv')}`],
        ...[`POST ${brought}/columnas`, `POST ${brought}/estatus`],
        ...[`GET ${works}/correcciones`, `POST ${works}/correcciones/:id${uuid}`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const ready = furnished.get(stage) ?? furnish(stage)
    furnished.set(stage, ready)
    const { kept, refused, key: own } = await ready
    const [, pattern = ''] = route.split(' ')
    const id = route.includes('/correcciones/:id')
      ? await report(stage, own)
      : route.includes('estatus')
        ? refused
        : kept
    return pattern
      .replace(':space', stage.space.slug)
      .replace(`:key${key.slice(0, -1)}\\.json}`, `${own}.json`)
      .replace(`:key${key}`, own)
      .replace(`:id${ended('json')}`, `${id}.json`)
      .replace(`:id${ended('csv')}`, `${id}.csv`)
      .replace(`:id${uuid}`, id)
  },
}

async function report({ db, now }: AccessStage, key: string): Promise<string> {
  const id = newId()
  const { id: datasetId } = await db.selectFrom('works_datasets').select('id').executeTakeFirstOrThrow()
  await db
    .insertInto('work_corrections')
    .values({
      ...{ id, dataset_id: datasetId, work_key: key, field: 'name', should_be: 'Otro', reason: 'Así se llama' },
      reported_at: now,
    })
    .execute()
  return id
}
