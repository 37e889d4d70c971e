import type { Edition } from '../../editions/model.ts'
import { type FileName, inputNames, mediaTypeOf } from './model.ts'
import type { KeptRun, RunFile } from './queries.ts'

type Field = readonly [name: string, type: 'string' | 'number' | 'integer' | 'datetime' | 'any', about: string]

const key: Field = ['team_id', 'string', 'Código del equipo en la edición.']

/** The data dictionary: every column of every table, in plain words. The lines of .jsonl files are told in the guide. */
const tables: Partial<Record<FileName, readonly Field[]>> = {
  'works.csv': [
    ['CVE_CARTERA', 'string', 'Clave de cartera de la obra: texto, nunca número.'],
    ['NOMBRE_PPI', 'string', 'Nombre de la obra.'],
    ['ID_ENTIDAD_FEDERATIVA', 'string', 'Clave del estado.'],
    ['ENTIDAD_FEDERATIVA', 'string', 'Nombre del estado.'],
    ['MUNICIPIO', 'string', 'Nombre del municipio, donde se sabe.'],
    ['LATITUD', 'number', 'Grados WGS 84; vacía cuando no hay.'],
    ['LONGITUD', 'number', 'Grados WGS 84; vacía cuando no hay.'],
    ['AVANCE_FISICO', 'number', 'Avance físico declarado, de 0 a 100.'],
  ],
  'teams.csv': [
    key,
    ['team_name', 'string', 'Nombre del equipo.'],
    ['network', 'string', 'Red de la cuenta.'],
    ['handle', 'string', 'Nombre de la cuenta en su red.'],
    ['person', 'string', 'Código de la persona dentro del equipo; no lleva a nadie.'],
  ],
  'panel.csv': [['challenge', 'string', 'Reto que puntúa un jurado.'], key, ['points', 'number', 'Puntos que dio.']],
  'judgements.csv': [
    ['network', 'string', 'Red de la publicación.'],
    ['post_id', 'string', 'Identificador de la publicación en su red.'],
    ['criterion', 'string', 'Lo que se decidió.'],
    ['judge', 'string', 'Código de quien juzgó; no lleva a nadie.'],
    ['decision', 'string', 'yes o no.'],
  ],
  'standings.csv': [
    ['rank', 'integer', 'Lugar; los equipos iguales en todo lo comparten.'],
    key,
    ['team_name', 'string', 'Nombre del equipo.'],
    ['points', 'number', 'Puntos de publicaciones y retos.'],
    ['works_verified', 'integer', 'Visitas que cuentan.'],
    ['distinct_municipalities', 'integer', 'Municipios distintos de esas visitas.'],
    ['announcements', 'integer', 'Obras anunciadas que cuentan.'],
    ['challenge_points', 'number', 'Puntos de los retos.'],
    ['last_scoring_post', 'datetime', 'Instante de la última publicación con puntos.'],
  ],
  'challenges.csv': [
    ['challenge', 'string', 'Reto.'],
    key,
    ['value', 'string', 'Suma de interacciones, donde se cuenta.'],
    ['points', 'number', 'Puntos del reto.'],
  ],
}

/** What tells a row from every other of its table. Accounts of a handle are one team's; a judge decides a criterion of a post once. */
export const primaryKeys: Partial<Record<FileName, readonly string[]>> = {
  'works.csv': ['CVE_CARTERA'],
  'teams.csv': ['network', 'handle'],
  'panel.csv': ['challenge', 'team_id'],
  'judgements.csv': ['network', 'post_id', 'criterion', 'judge'],
  'standings.csv': ['team_id'],
  'challenges.csv': ['challenge', 'team_id'],
}

const profiles = 'https://datapackage.org/profiles/2.0'

const about: Readonly<Record<string, string>> = {
  'edition.json': 'La edición: tiempos, etiquetas, redes y reglas con sus puntos.',
  'works.csv': 'Las obras de la edición, del corte que se fijó al abrir.',
  'teams.csv': 'Las cuentas comprobadas de los equipos.',
  'posts.jsonl': 'Cada copia de cada publicación que se leyó, una por línea.',
  'panel.csv': 'Puntos que dio el jurado.',
  'judgements.csv': 'Decisiones de juezas y jueces que valen.',
  'standings.csv': 'La clasificación.',
  'challenges.csv': 'Puntos de los retos.',
  'verdicts.jsonl': 'La decisión de cada publicación y por qué.',
  'rejects.jsonl': 'Lo que no se pudo leer, con su razón.',
  'summary.json': 'Cuentas y huellas SHA-256 de cada archivo.',
}

/** Where a file of a run lies below the folder of the data: results in out/, as the command line writes them. */
export function placeOf(name: string): string {
  return (inputNames as readonly string[]).includes(name) ? name : `out/${name}`
}

/** A Frictionless data package, version 2 and readable as version 1, of one run; nothing in it changes while the run stands. */
export function dataPackageOf(edition: Edition, run: KeptRun, files: readonly RunFile[], address: string) {
  return {
    $schema: `${profiles}/datapackage.json`,
    profile: 'data-package',
    name: `rally-${edition.slug}`,
    id: `${address}/datapackage.json`,
    title: edition.name,
    description: `Entradas y resultados del rally, calculados desde cero con las reglas ${edition.rules.rules.version}. «tequio rally verify» da lo mismo, byte por byte.`,
    homepage: address,
    version: run.outputSha256.slice(0, 16),
    created: run.finishedAt.toISOString(),
    licenses: [
      {
        name: 'CC-BY-4.0',
        title: 'Creative Commons Atribución 4.0',
        path: 'https://creativecommons.org/licenses/by/4.0/',
      },
    ],
    resources: files.map((file) => resourceOf(file)),
  }
}

function resourceOf({ name, sha256, bytes }: RunFile) {
  const fields = tables[name as FileName]
  const format = name.slice(name.lastIndexOf('.') + 1)
  return {
    $schema: `${profiles}/dataresource.json`,
    ...(fields ? { type: 'table' } : {}),
    profile: fields ? 'tabular-data-resource' : 'data-resource',
    name: name.replace('.', '-'),
    title: name,
    description: about[name] ?? name,
    path: placeOf(name),
    format,
    mediatype: mediaTypeOf(name).replace(/;.*/, ''),
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    ...(fields
      ? {
          dialect: {
            $schema: `${profiles}/tabledialect.json`,
            delimiter: ',',
            lineTerminator: '\r\n',
            quoteChar: '"',
            doubleQuote: true,
            header: true,
          },
          schema: {
            $schema: `${profiles}/tableschema.json`,
            fields: fields.map(([field, type, description]) => ({ name: field, type, description })),
            missingValues: [''],
            primaryKey: [...(primaryKeys[name as FileName] ?? [])],
          },
        }
      : {}),
  }
}
