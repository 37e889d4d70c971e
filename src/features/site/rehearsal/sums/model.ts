/** What stands in the tables after a rehearsal, counted there and not taken from what the commands said. */
export type Counts = {
  byChannel: Record<string, number>
  withAccount: number
  onPaperWithoutPlaceOrDay: number
  comments: number
  supports: number
  codedTwice: number
  disputed: number
  outcomes: Record<string, number>
  byTopic: Record<string, number>
  unanswered: number
  behindNodes: number
  ballots: number
  /** Titulars and alternates whose seat an election gave them. */
  elected: number
  registered: number
  came: number
  kits: number
  remarks: { accepted: number; answered: number; open: number }
  drafts: { adopted: number; stopped: number; open: number }
  commitments: number
  approvals: number
  launchedOn: string | null
  publishedOn: string | null
  events: number
}

const sum = (numbers: Readonly<Record<string, number>> | null) =>
  Object.values(numbers ?? {}).reduce((all, one) => all + one, 0)

/** What does not add up, in sentences: every contribution is somewhere, and in one place alone. Empty when all does. */
export function countFaults(
  counts: Counts,
  told: { contributions: number; onPaper: number; disputed: number },
): string[] {
  const { byChannel, outcomes, byTopic, drafts, remarks } = counts
  const takenUp = (outcomes.included ?? 0) + (outcomes['included-in-part'] ?? 0)
  const expected: [what: string, found: number, wanted: number][] = [
    ['aportaciones recibidas', sum(byChannel), told.contributions],
    ['aportaciones en papel', sum(byChannel) - (byChannel.online ?? 0), told.onPaper],
    ['hojas sin lugar o sin fecha', counts.onPaperWithoutPlaceOrDay, 0],
    ['codificadas por dos personas', counts.codedTwice, told.contributions],
    ['en desacuerdo y resueltas', counts.disputed, told.disputed],
    ['con destino', sum(outcomes), told.contributions],
    ['tomadas, tema por tema', sum(byTopic), takenUp],
    ['sin respuesta razonada', counts.unanswered, 0],
    ['sugerencias sin responder', remarks.open, 0],
    ['borradores sin destino', drafts.open, 0],
    ['compromisos que salieron de un borrador', drafts.adopted, counts.commitments],
    ['aprobaciones de los tres sectores', counts.approvals, counts.commitments * 3],
  ]
  const faults = expected.flatMap(([what, found, wanted]) =>
    found === wanted ? [] : [`${what}: ${found} en lugar de ${wanted}`],
  )
  if (counts.came > counts.registered) faults.push(`llegaron ${counts.came} de ${counts.registered} con lugar`)
  if (counts.behindNodes > takenUp)
    faults.push(`${counts.behindNodes} aportaciones en los árboles y ${takenUp} tomadas`)
  if (counts.launchedOn === null || counts.launchedOn !== counts.publishedOn)
    faults.push(`el plan se publicó el ${counts.publishedOn} y su año cuenta desde el ${counts.launchedOn}`)
  return faults
}
