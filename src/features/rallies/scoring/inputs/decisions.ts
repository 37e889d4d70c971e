/** What judges and the panel decided: judgements.csv and panel.csv. */
import type { Challenge, Judgement, PanelPoints } from '../model.ts'
import { hundredths, readHundredths } from '../text/decimals.ts'
import { readCsv } from './csv.ts'
import { InputError, quoted } from './input-error.ts'

const panelColumns = ['challenge', 'team_id', 'points'] as const
type PanelCells = Readonly<Record<(typeof panelColumns)[number], string>>

export function readPanel(
  file: string,
  bytes: Buffer,
  challenges: readonly Challenge[],
  teams: ReadonlySet<string>,
): PanelPoints[] {
  const given = new Map<string, Map<string, number>>()
  return readCsv(file, bytes, panelColumns).map(({ line, cells }) => {
    const challenge = challenges.find(({ id }) => id === cells.challenge)
    if (challenge?.kind !== 'panel') {
      const expected = `se esperaba un reto de clase panel de esta edición; dice ${quoted(cells.challenge)}.`
      throw new InputError({ file, line, column: 'challenge' }, expected)
    }
    if (!teams.has(cells.team_id))
      throw new InputError(
        { file, line, column: 'team_id' },
        `se esperaba un equipo de teams.csv; dice ${quoted(cells.team_id)}.`,
      )
    const known = given.get(challenge.id) ?? new Map<string, number>()
    given.set(challenge.id, known)
    checkTurn(file, line, cells, known, challenge.max_teams)
    known.set(cells.team_id, line)
    return {
      challenge: challenge.id,
      team_id: cells.team_id,
      points: pointsIn(file, line, cells, challenge.max_points),
    }
  })
}

function checkTurn(file: string, line: number, cells: PanelCells, known: Map<string, number>, maxTeams: number): void {
  const before = known.get(cells.team_id)
  const at = { file, line, column: 'team_id' }
  if (before !== undefined)
    throw new InputError(
      at,
      `se esperaba cada equipo una vez por reto; ${quoted(cells.team_id)} ya está en la línea ${before}.`,
    )
  if (known.size >= maxTeams)
    throw new InputError(
      at,
      `se esperaban ${maxTeams} equipos a lo más en el reto ${quoted(cells.challenge)}; este es uno de más.`,
    )
}

function pointsIn(file: string, line: number, cells: PanelCells, max: number): number {
  const points = readHundredths(cells.points)
  if (points !== null && points >= 0n && points <= hundredths(max)) return Number(cells.points)
  const expected = `se esperaban puntos de 0 a ${max}, con dos decimales a lo más; dice ${quoted(cells.points)}.`
  throw new InputError({ file, line, column: 'points' }, expected)
}

const judgementColumns = ['network', 'post_id', 'criterion', 'judge', 'decision'] as const
const ownCriteria = ['comparison', 'other_data', 'interview', 'visualization', 'photo_original']

export function readJudgements(file: string, bytes: Buffer, challenges: readonly Challenge[]): Judgement[] {
  const judged = challenges.flatMap((challenge) => (challenge.kind === 'judged' ? [challenge.criterion] : []))
  const criteria = new Set([...ownCriteria, ...judged])
  return readCsv(file, bytes, judgementColumns).map(({ line, cells }) => {
    const { criterion, decision } = cells
    if (!criteria.has(criterion)) {
      const expected = `se esperaba ${[...criteria].join(', ')}; dice ${quoted(criterion)}.`
      throw new InputError({ file, line, column: 'criterion' }, expected)
    }
    if (decision !== 'yes' && decision !== 'no')
      throw new InputError({ file, line, column: 'decision' }, `se esperaba yes o no; dice ${quoted(decision)}.`)
    for (const column of ['network', 'post_id', 'judge'] as const)
      if (cells[column] === '') throw new InputError({ file, line, column }, 'se esperaba un texto y está vacía.')
    return { ...cells, decision }
  })
}
