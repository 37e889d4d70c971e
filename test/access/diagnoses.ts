import { sql } from 'kysely'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn } from '../access-table.ts'
import { goodIndicator, goodRow } from '../logframe.ts'
import type { Annexe } from './annexe.ts'

const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const list = '/:space/diagnosticos'
const tree = `${list}/:tree`
const node = `${tree}/nodos/:node${uuid}`
const kit = `${tree}/kits/:kit${uuid}`
const kitOfTable = `${kit}/mesas/:mesa{[a-z0-9-]+}`
const comment = `:comment${uuid}`
const drawing = ':drawing{(?:problemas|objetivos)\\.(?:svg|png)}'
const matrix = `${tree}/mir`
const row = `${matrix}/filas/:row${uuid}`
const indicator = `${row}/indicadores/:indicator${uuid}`
const alternative = `${tree}/alternativas/:n{[1-9][0-9]{0,3}}`

export const diagnosesAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[
          `GET ${list}`,
          `GET ${list}.json`,
          `GET ${tree}`,
          `GET ${kit}`,
          `GET ${kitOfTable}`,
          `GET ${tree}/historial`,
          `GET ${tree}/${drawing}`,
        ],
        ...[`GET ${matrix}`, `GET ${matrix}.json`, `GET ${matrix}.csv`, `GET ${matrix}/historial`],
        ...[`GET ${list}/:file{[a-z0-9-]+\\.json}`, `GET ${list}/:file{[a-z0-9-]+\\.csv}`],
      ],
    },
    { who: signedIn, routes: [`POST ${node}/comentarios`, `POST ${kit}/recibido`] },
    {
      who: desk,
      routes: [
        ...[`GET ${list}/nuevo`, `POST ${list}/nuevo`, `GET ${tree}/editar`, `POST ${tree}/publicar`, `GET ${node}`],
        ...['', '/agregar', '/mover', '/quitar', '/aportaciones'].map((ending) => `POST ${node}${ending}`),
        ...['/aportaciones/quitar', '/fuentes', '/fuentes/quitar'].map((ending) => `POST ${node}${ending}`),
        ...[`POST ${tree}/comentarios/${comment}`, `GET ${tree}/alternativas`, `POST ${tree}/alternativas`],
        ...[`POST ${alternative}`, `POST ${alternative}/decision`],
        ...[
          `GET ${tree}/kits/nuevo`,
          `POST ${tree}/kits/nuevo`,
          `GET ${kit}/editar`,
          `POST ${kit}/editar`,
          `POST ${tree}/titulo`,
          `POST ${kit}/publicar`,
        ],
        ...[`POST ${matrix}`, `GET ${matrix}/editar`, `POST ${matrix}/filas`, `POST ${matrix}/publicar`],
        ...[`GET ${row}`, `POST ${row}`, `POST ${row}/quitar`],
        ...[`GET ${row}/indicadores/nuevo`, `POST ${row}/indicadores/nuevo`],
        ...[`GET ${indicator}`, `POST ${indicator}`, `POST ${indicator}/quitar`],
        ...[`GET ${kit}/entregas`, `POST ${kit}/enviar`, `POST ${kit}/entregas/impreso`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    const made = await furnish(stage)
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':tree', made.slug)
      .replace(':file{[a-z0-9-]+\\.json}', `${made.slug}.json`)
      .replace(':file{[a-z0-9-]+\\.csv}', `${made.slug}.csv`)
      .replace(drawing, 'problemas.svg')
      .replace(`:node${uuid}`, made.node)
      .replace(`:kit${uuid}`, made.kit)
      .replace(':mesa{[a-z0-9-]+}', made.table)
      .replace(comment, made.comment)
      .replace(`:row${uuid}`, made.row)
      .replace(`:indicator${uuid}`, made.indicator)
      .replace(':n{[1-9][0-9]{0,3}}', '1')
  },
}

/** A published tree with a comment, an alternative and a published kit, for each who asks. */
async function furnish({ db, space, now }: AccessStage) {
  const [tree, node, comment, kit] = [newId(), newId(), newId(), newId()]
  const slug = `arbol-${tree.slice(-8)}`
  await sql`insert into problem_trees (id, space_id, slug, title, published_at, created_at)
    values (${tree}, ${space.id}, ${slug}, 'Agua', ${now}, ${now})`.execute(db)
  await sql`insert into tree_nodes (id, tree_id, kind, position, wording)
    values (${node}, ${tree}, 'central', 1, 'El agua no llega')`.execute(db)
  await sql`insert into node_comments (id, node_id, body, signature, commented_at)
    values (${comment}, ${node}, 'Sí llega', 'Alguien', ${now})`.execute(db)
  await sql`insert into alternatives (id, tree_id, number, wording) values (${newId()}, ${tree}, 1, 'Pozo')`.execute(db)
  await sql`insert into kits (id, tree_id, title, rules, agenda, published_at, created_at)
    values (${kit}, ${tree}, 'Paquete', 'R', 'A', ${now}, ${now})`.execute(db)
  const table = `mesa-${kit.slice(-8)}`
  await sql`insert into working_tables (id, space_id, kit_id, slug, title, purpose, held_at, modality, published_at, created_at)
    values (${newId()}, ${space.id}, ${kit}, ${table}, 'Mesa', 'Acordar', ${now}, 'in-person', ${now}, ${now})`.execute(
    db,
  )
  return { slug, node, comment, kit, table, ...(await furnishMatrix(db, tree, now)) }
}

/** A published matrix of one row with one indicator. */
async function furnishMatrix(db: AccessStage['db'], tree: string, now: Date) {
  const [logframe, row, indicator] = [newId(), newId(), newId()]
  const rows = [goodRow('purpose', 'P', 'Hay agua', { id: row, indicators: [goodIndicator(indicator)] })]
  await sql`insert into logframes (id, tree_id, alternative_id, created_at)
    select ${logframe}, ${tree}, id, ${now} from alternatives where tree_id = ${tree}`.execute(db)
  await sql`insert into logframe_versions (logframe_id, number, document, saved_at)
    values (${logframe}, 1, ${JSON.stringify({ rows })}, ${now})`.execute(db)
  await sql`insert into logframe_publications (logframe_id, number, published_at)
    values (${logframe}, 1, ${now})`.execute(db)
  return { row, indicator }
}
