/** Makes an edition with posts as a rally would see them, the same for the same numbers; nothing here is real. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { presets } from '../src/features/rallies/scoring/presets.ts'

const starts = Date.UTC(2026, 2, 1, 15)
const lasts = 6 * 24 * 3600_000
const networks = ['x', 'instagram', 'facebook', 'mastodon', 'bluesky', 'web']
const words =
  'obra calle escuela puente camino drenaje clínica mercado parque pavimento avance letrero muro techo agua luz banqueta vecinos maestra alumnos tubería cancha reja pintura grietas cemento varilla rampa acceso jardín fuente barda tinaco cisterna poste cable zanja tierra lodo lluvia material trabajadores máquina supervisor contrato monto dependencia municipio colonia esquina entrada salón patio baño ventana puerta escalera loseta lámpara bomba pozo válvula medidor planta sótano fachada terreno'.split(
    ' ',
  )
const frame = 'visitamos la obra y comparamos lo que dice el dato publicado con lo que hay en la calle'.split(' ')

/** Numbers from a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type Shape = { teams: number; works: number }

export function shapeOf(posts: number): Shape {
  return { teams: Math.max(20, Math.ceil(posts / 200)), works: Math.min(20_000, Math.max(500, Math.ceil(posts / 20))) }
}

export function workKeyOf(number: number): string {
  return `${2000 + (number % 90)}GY${String(number).padStart(5, '0')}`
}

/** Writes edition.json, works.csv and teams.csv. */
export function writeSetting(folder: string, { teams, works }: Shape): void {
  mkdirSync(folder, { recursive: true })
  const edition = {
    id: 'banco',
    name: 'Banco de pruebas',
    timezone: 'America/Mexico_City',
    opens_at: '2026-03-01T09:00:00-06:00',
    closes_at: '2026-03-07T18:00:00-06:00',
    hashtags: ['DatosEnLaCalle'],
    networks,
    team_size: { min: 1, max: 3 },
    rules: presets.find(({ id }) => id === 'sample')?.rules,
  }
  writeFileSync(join(folder, 'edition.json'), JSON.stringify(edition, null, 2))
  const header =
    'CVE_CARTERA,NOMBRE_PPI,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,MUNICIPIO,LATITUD,LONGITUD,AVANCE_FISICO'
  const next = chance(7)
  const rows = Array.from({ length: works }, (_, number) =>
    [
      workKeyOf(number),
      `Obra ${number}`,
      (number % 32) + 1,
      'ESTADO',
      `Municipio ${number % 570}`,
      14 + next() * 18,
      -117 + next() * 30,
      number % 100,
    ].join(','),
  )
  writeFileSync(join(folder, 'works.csv'), `${[header, ...rows].join('\r\n')}\r\n`)
  const accounts = Array.from({ length: teams }, (_, team) =>
    networks.map((network) => `equipo-${team},Equipo ${team},${network},@equipo${team},p${team}`),
  )
  writeFileSync(
    join(folder, 'teams.csv'),
    `${['team_id,team_name,network,handle,person', ...accounts.flat()].join('\r\n')}\r\n`,
  )
}

type Made = Record<string, unknown> & { network: string; id: string; published_at: string; text: string }

/** `count` lines of posts.jsonl; broken ones among them. */
export function* postLines(count: number, shape: Shape, seed = 1): Generator<string> {
  const next = chance(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item
  const hex = (digits: number) => {
    let text = ''
    while (text.length < digits) text += below(0x1000000).toString(16).padStart(6, '0')
    return text.slice(0, digits)
  }
  const recent: Made[] = []
  const prose = (length: number) => Array.from({ length }, () => pick(words)).join(' ')
  const visit = (team: number): Made => ({
    ...base(team),
    text: `${frame.slice(0, 4 + below(12)).join(' ')} ${workKeyOf(below(shape.works))} ${prose(4 + below(18))} ${below(100)}% #DatosEnLaCalle https://ejemplo.mx/${hex(8)}`,
    media: Array.from({ length: 1 + below(3) }, () => ({ type: 'photo', sha256: hex(64), phash: hex(16) })),
    ...(next() < 0.4 ? { finding: pick(['matches', 'partly', 'differs', 'not_found', 'no_access']) } : {}),
    ...(next() < 0.3 ? { geo: { lat: 14 + next() * 18, lon: -117 + next() * 30 } } : {}),
  })
  const announcement = (team: number): Made => ({
    ...base(team),
    text: `Vamos a visitar ${Array.from({ length: 1 + below(4) }, () => workKeyOf(below(shape.works)).toLowerCase()).join(', ')} ${prose(3 + below(6))} #datosenlacalle`,
  })
  const base = (team: number): Made => {
    const at = starts + below(lasts)
    return {
      network: pick(networks),
      id: String(1_800_000_000_000_000_000n + BigInt(below(2 ** 31)) * 1000n + BigInt(serial++)),
      author: `@Equipo${team}`,
      published_at: new Date(at).toISOString(),
      retrieved_at: new Date(at + below(600_000)).toISOString(),
      text: '',
      interactions: below(200),
    }
  }
  let serial = 0
  for (let number = 0; number < count; number++) {
    const kind = next()
    const team = below(shape.teams)
    let post: Made
    const model = recent.length > 0 ? pick(recent) : visit(team)
    if (kind < 0.12) post = { ...visit(team), author: `@ajena${below(100_000)}` }
    else if (kind < 0.19)
      post = { ...announcement(team), text: `RT @equipo${team}: ${model.text}`, repost_of: model.id }
    else if (kind < 0.22) post = { ...visit(team), published_at: '2026-03-09T12:00:00Z' }
    else if (kind < 0.27) post = { ...visit(team), text: prose(15) }
    else if (kind < 0.29) post = { ...visit(team), network: 'tiktok' }
    else if (kind < 0.31)
      post = { ...model, retrieved_at: new Date(starts + lasts).toISOString(), interactions: below(500) }
    else if (kind < 0.36) post = { ...base(team), ...{ text: model.text, media: model.media, author: model.author } }
    else if (kind < 0.39) post = { ...visit(team), media: model.media ?? [] }
    else if (kind < 0.42) post = { ...visit(team), text: `${model.text} hoy` }
    else if (kind < 0.6) post = announcement(team)
    else post = visit(team)
    if (post.media && kind > 0.5) recent[recent.length < 5000 ? recent.length : below(5000)] = post
    yield kind > 0.999 ? '{"network":"x","id":' : JSON.stringify(post)
  }
}

/** Writes posts.jsonl and tells how many bytes it has. */
export function writePosts(path: string, count: number, shape: Shape): number {
  const file = openSync(path, 'w')
  let [piece, bytes] = ['', 0]
  for (const line of postLines(count, shape)) {
    piece += `${line}\n`
    if (piece.length > 1 << 20) {
      bytes += writeSync(file, piece)
      piece = ''
    }
  }
  bytes += writeSync(file, piece)
  closeSync(file)
  return bytes
}
