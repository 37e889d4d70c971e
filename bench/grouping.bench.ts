/**
 * Groups suggested for contributions: how well they agree with those that people made (adjusted Rand index, normalised mutual
 * information), how many contributions a coder settles with one act, how often a changed copy is found, and how long 20 000 take.
 * The coded texts lie beside the project; without them only the last is measured.
 */
import { existsSync, readFileSync } from 'node:fs'
import { type Contribution, groupContributions } from '../src/features/consultations/grouping/group.ts'
import { adjustedRandIndex, normalizedMutualInformation } from '../src/features/consultations/grouping/measures.ts'
import { readCsv } from '../src/platform/csv/table.ts'

const data = new URL('../../shared/data/', import.meta.url)
type Coded = { name: string; texts: string[]; codes: string[] }

function recordsOf(name: string): Map<string, string>[] {
  const { header, rows } = readCsv(readFileSync(new URL(name, data)))
  return rows.map(({ cells }) => new Map(header.map((column, at) => [column, cells[at] ?? ''])))
}

const named = (texts: readonly string[]): Contribution[] => texts.map((text, at) => ({ id: String(at), text }))

function valladolid(): Coded {
  type Proposal = { title: string; description: string; categories: string[] }
  const all: Proposal[] = JSON.parse(
    readFileSync(new URL('participation/valladolid_pp2027_proposals_zones1-5.json', data), 'utf8'),
  )
  const counts = new Map<string, number>()
  for (const { categories } of all) for (const one of categories) counts.set(one, (counts.get(one) ?? 0) + 1)
  const single = all.filter(({ categories: [one, other] }) => one && !other && (counts.get(one) ?? 0) >= 10)
  return {
    name: 'Valladolid, propuestas con una sola categoría de uso común',
    texts: single.map(({ title, description }) => `${title}\n${description}`),
    codes: single.map(({ categories }) => categories[0] ?? ''),
  }
}

function mexicoCity(): Coded {
  const raw = 'clasificacion_humana_cruda'
  const coded = recordsOf('participation/cdmx_presupuesto_participativo_alcaldias_a.csv').filter((row) => row.get(raw))
  const plain = (code: string) =>
    code
      .normalize('NFD')
      .replace(/[\u0300-\u036f*]/g, '')
      .toLowerCase()
      .trim()
  return {
    name: 'Ciudad de México, proyectos clasificados por las alcaldías',
    texts: coded.map((row) => `${row.get('proyecto')}\n${row.get('descripcion')}`),
    codes: coded.map((row) => plain(row.get(raw) ?? '')),
  }
}

function openParliament(): Coded {
  const groups = recordsOf('commitments/ogp_g0v_human_groups_a.csv')
  const codes = new Map(groups.map((row) => [row.get('code'), row.get('group_gloss_by_scout') ?? '']))
  const idOf = (row: Map<string, string>) => row.get('Commitment Unique Identifier')
  const all = recordsOf('commitments/ogp_commitments_open_parliament_2024-07_a.csv').filter((row) =>
    codes.has(idOf(row)),
  )
  return {
    name: 'AGA, compromisos de parlamento abierto agrupados por g0v',
    texts: all.map((row) => `${row.get('Commitment Title')}\n${row.get('Full Text')}`),
    codes: all.map((row) => codes.get(idOf(row)) ?? ''),
  }
}

function judged({ name, texts, codes }: Coded): void {
  const different = new Set(codes).size
  for (const wanted of [null, different]) {
    const { groups } = groupContributions(named(texts), { groups: wanted, withSimilar: false })
    const ours: number[] = []
    for (const { number, ids } of groups) for (const id of ids) ours[Number(id)] = number
    // One act gives a group its commonest code, one more each contribution that has another.
    const strays = groups.reduce((all, { ids }) => all + ids.length - commonest(ids.map((id) => codes[Number(id)])), 0)
    const acts = groups.length + strays
    console.log(
      `${name}: ${texts.length} textos, ${different} códigos humanos; ${groups.length} grupos ${wanted === null ? 'sugeridos' : 'pedidos'}: ` +
        `Rand ajustado ${adjustedRandIndex(ours, codes).toFixed(3)}, información mutua ${normalizedMutualInformation(ours, codes).toFixed(3)}, ` +
        `${(texts.length / acts).toFixed(2)} aportaciones por acto de quien codifica (${acts} actos en vez de ${texts.length})`,
    )
  }
}

function commonest(codes: readonly (string | undefined)[]): number {
  const counts = new Map<string | undefined, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return Math.max(...counts.values())
}

const changes: Record<string, (text: string) => string> = {
  'mayúsculas, sin acentos, sin puntuación': (text) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f.,;:!?¡¿]/g, '')
      .toUpperCase(),
  'entre marcas de HTML': (text) => `<div><p>${text.replaceAll(' ', '&nbsp;')}</p></div>`,
  'una letra cambiada': (text) => `${text.slice(0, text.length / 2)}x${text.slice(text.length / 2 + 1)}`,
  'una palabra menos': (text) => wordAt(text, ''),
  'una palabra por otra': (text) => wordAt(text, 'zanahorias'),
  'un saludo al final': (text) => `${text} Muchas gracias por su atención.`,
}

function wordAt(text: string, other: string): string {
  const words = text.split(' ')
  words[Math.floor(words.length / 2)] = other
  return words.join(' ')
}

function copiesFound(texts: readonly string[], what: string): void {
  for (const [change, changed] of Object.entries(changes)) {
    const list = texts.flatMap((text, at) => [
      { id: `${at}`, text },
      ...(at % 10 === 0 ? [{ id: `${at}c`, text: changed(text) }] : []),
    ])
    const { similar } = groupContributions(list)
    const copies = list.filter(({ id }) => id.endsWith('c'))
    const found = new Set(
      similar.filter(({ id, other, score }) => score > 0.9 && id === `${other}c`).map(({ id }) => id),
    )
    console.log(`${what}, copias con ${change}: ${found.size} de ${copies.length} con más de 0.9`)
  }
}

function invented(count: number): Contribution[] {
  const words = Array.from({ length: 20_000 }, (_, at) => {
    const parts = ['ca', 'lo', 'mi', 'ter', 'pa', 'ra', 'sun', 'do', 'ne', 'vi', 'go', 'bla']
    return [at % 12, Math.floor(at / 12) % 12, Math.floor(at / 144) % 12, Math.floor(at / 1728)]
      .map((n) => parts[n])
      .join('')
  })
  let state = 7
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  // Few words stand often and many hardly ever, as in any language.
  const word = () => words[Math.floor(words.length * chance() ** 4)]
  return Array.from({ length: count }, (_, at) => {
    const length = 15 + Math.floor(120 * chance() ** 2)
    return {
      id: String(at),
      text: Array.from({ length }, (_, place) => (place % 3 === 0 ? 'de la' : word())).join(' '),
    }
  })
}

function timed(contributions: readonly Contribution[], what: string): void {
  const started = performance.now()
  const { groups, similar } = groupContributions(contributions)
  const seconds = (performance.now() - started) / 1000
  const memory = process.resourceUsage().maxRSS / 1024
  console.log(
    `${contributions.length} aportaciones (${what}): ${seconds.toFixed(1)} s (meta: menos de 30 s), ${groups.length} grupos, ${similar.length} parecidas, memoria máxima ${memory.toFixed(0)} MB`,
  )
}

if (existsSync(data)) {
  for (const coded of [valladolid(), mexicoCity(), openParliament()]) judged(coded)
  const madrid = recordsOf('participation/decide_madrid_2024/proposals_2024.csv')
  copiesFound(
    madrid.map((row) => row.get('title') ?? ''),
    'Títulos de Madrid 2024',
  )
  const texts = madrid.map((row) => `${row.get('title')} ${row.get('description')}`)
  copiesFound(texts, 'Propuestas de Madrid 2024')
  const half = (text: string, part: number) => text.slice((part * text.length) / 2, ((part + 1) * text.length) / 2)
  const mixed = Array.from({ length: 20_000 }, (_, at) => {
    const [one, other] = [
      texts[at % texts.length] ?? '',
      texts[(at * 7 + Math.floor(at / texts.length)) % texts.length] ?? '',
    ]
    return `${half(one, 0)} ${half(other, 1)}`
  })
  timed(named(mixed), 'mitades de propuestas de Madrid, 550 letras de media')
} else console.log('Sin ../shared no se compara con grupos hechos por personas.')
timed(invented(Number(process.env.CONTRIBUTIONS ?? 20_000)), 'palabras inventadas')
