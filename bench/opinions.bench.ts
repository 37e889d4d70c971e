/** Opinion groups beside Polis' own for four conversations, and how long 200 000 votes take. */
import { existsSync, readFileSync } from 'node:fs'
import { adjustedRandIndex } from '../src/features/consultations/grouping/measures.ts'
import { opinionsOf } from '../src/features/consultations/opinions/opinions.ts'
import { readComments, readVotes } from '../src/features/consultations/opinions/read-conversation.ts'
import type { Vote } from '../src/features/consultations/opinions/votes.ts'
import { readCsv } from '../src/platform/csv/table.ts'
import { translator } from '../src/platform/i18n.ts'

const t = translator('es')
const polis = new URL('../../shared/data/participation/polis/', import.meta.url)

function beside(name: string): void {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, polis))
  const started = performance.now()
  const votes = readVotes(read('votes.csv'), t)
  const { groups, ungrouped } = opinionsOf(readComments(read('comments.csv'), t), votes)
  const milliseconds = performance.now() - started
  const { header, rows } = readCsv(read('participants-votes.csv'))
  const [voter, group] = [header.indexOf('participant'), header.indexOf('group-id')]
  const groupOf = new Map(groups.flatMap((people, at) => people.map((one) => [one, at] as const)))
  const both = rows.filter(({ cells }) => cells[group] !== '' && groupOf.has(cells[voter] ?? ''))
  const index = adjustedRandIndex(
    both.map(({ cells }) => groupOf.get(cells[voter] ?? '')),
    both.map(({ cells }) => cells[group]),
  )
  const sizes = groups.map(({ length }) => length).join(' y ')
  console.log(
    `${name}: ${votes.length} votos en ${milliseconds.toFixed(0)} ms; grupos de ${sizes}, ${ungrouped.length} sin grupo; Rand ajustado con los de Polis ${index.toFixed(3)} (${both.length} personas)`,
  )
}

/** Three camps over `comments` statements, each person voting on about a third, with noise. */
function invented(people: number, comments: number, count: number): Vote[] {
  let state = 11
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return Array.from({ length: count }, (_, line) => {
    const [voter, comment] = [Math.floor(chance() * people), Math.floor(chance() * comments)]
    const leaning = ((voter % 3) * 31 + comment * 17) % 5
    const value = chance() < 0.15 ? 0 : leaning < 3 === chance() < 0.85 ? 1 : -1
    return { voterId: `v${voter}`, commentId: `c${comment}`, value, at: line, line }
  })
}

if (existsSync(polis)) {
  for (const name of ['bg2050-volunteers', 'canadian-electoral-reform', 'scoop-hivemind.biodiversity', 'vtaiwan.uberx'])
    beside(name)
} else console.log('Sin ../shared no se compara con Polis.')
for (const [people, comments] of [
  [4_000, 150],
  [40_000, 500],
] as const) {
  const votes = invented(people, comments, 200_000)
  const started = performance.now()
  const { groups, votesCounted } = opinionsOf([], votes)
  const seconds = (performance.now() - started) / 1000
  const memory = process.resourceUsage().maxRSS / 1024
  console.log(
    `${votes.length} votos de ${people} personas sobre ${comments} frases: ${seconds.toFixed(1)} s, ${votesCounted} en pie, ${groups.length} grupos, memoria máxima ${memory.toFixed(0)} MB`,
  )
}
