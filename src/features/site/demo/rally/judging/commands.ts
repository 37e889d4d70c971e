import { sql } from 'kysely'
import { found } from '../../../../../platform/errors.ts'
import { answerFinding, syncFindings } from '../../../../rallies/findings/commands.ts'
import { listFindings } from '../../../../rallies/findings/queries.ts'
import { givePanelPoints } from '../../../../rallies/results/panel/commands.ts'
import { answerAppeal, fileAppeal } from '../../../../rallies/review/appeals/commands.ts'
import { decide } from '../../../../rallies/review/deciding/commands.ts'
import { nameJudge } from '../../../../rallies/review/judges/commands.ts'
import { findJudge } from '../../../../rallies/review/judges/queries.ts'
import { drawSample, lookAgain } from '../../../../rallies/review/second-look/commands.ts'
import { nextBlind, settledQuestions } from '../../../../rallies/review/second-look/queries.ts'
import { contextAt } from '../edition/commands.ts'
import { hoursAfter, keyOf } from '../story.ts'
import type { Street } from '../street/commands.ts'

export async function tellJudges(street: Street): Promise<void> {
  const { edition, opens, cast } = street
  for (const judge of cast.judges) {
    const fields = { person: judge.id, email: null, organization: null }
    await nameJudge(contextAt(street, cast.organiser, hoursAfter(opens, -48)), edition, fields)
  }
}

/** The visit of a team to a work, as the post that it became. */
async function postOf({ db, edition }: Street, team: string, work: number) {
  const capture = await db
    .selectFrom('rally_captures as c')
    .innerJoin('rally_teams as t', 't.id', 'c.team_id')
    .select('c.id')
    .where('c.edition_id', '=', edition.id)
    .where('c.kind', '=', 'visit')
    .where('t.code', '=', team)
    .where(sql<boolean>`${keyOf(work)} = any(c.work_keys)`)
    .executeTakeFirst()
  return { network: 'web', id: found(capture).id }
}

export async function tellJudgements(street: Street): Promise<void> {
  const { edition, opens, story, cast } = street
  for (const [index, told] of story.judgements.entries()) {
    const post = await postOf(street, told.team, told.work)
    for (const [place, decision] of told.judges.entries()) {
      const context = contextAt(street, found(cast.judges[place]), hoursAfter(opens, 61 + index + place))
      const answers = [{ criterion: told.criterion, decision }]
      await decide(context, edition, { ...post, note: told.note, answers })
    }
  }
}

export async function tellPanel(street: Street): Promise<void> {
  const { edition, opens, story, cast } = street
  for (const given of story.panel)
    await givePanelPoints(contextAt(street, cast.organiser, hoursAfter(opens, 71)), edition, given)
}

/** Appeals come from anybody; who took part in the first decision does not answer. */
export async function tellAppeals(street: Street, secret: string): Promise<void> {
  const { edition, opens, story, cast } = street
  for (const told of story.appeals) {
    const post = await postOf(street, told.team, told.work)
    const filed = contextAt(street, null, hoursAfter(opens, told.hour))
    const fields = { ...post, reason: told.reason, evidenceUrl: null }
    const folio = await fileAppeal(filed, edition, fields, { network: 'demo', secret })
    const answered = contextAt(street, cast.judges[2], hoursAfter(opens, told.hour + 20))
    const answer = { outcome: told.outcome, remedy: told.remedy, work: null, reason: told.answer }
    await answerAppeal(answered, edition, folio, answer)
  }
}

/** The blind second look at the drawn sample: it agrees with the first, as drawings leave little to doubt. */
export async function tellSecondLook(street: Street): Promise<void> {
  const { db, edition, opens, cast } = street
  const at = hoursAfter(opens, 74)
  await drawSample(contextAt(street, cast.organiser, at), edition)
  const settled = await settledQuestions(db, edition.id)
  for (const person of cast.judges) {
    const judge = found(await findJudge(db, edition.id, person.id))
    for (let next = await nextBlind(db, edition.id, judge); next; next = await nextBlind(db, edition.id, judge)) {
      const { network, id, criterion } = next
      const first = settled.find((one) => one.network === network && one.id === id && one.criterion === criterion)
      const answers = [{ criterion, decision: found(first).decision }]
      await lookAgain(contextAt(street, person, at), edition, { network, id, note: null, answers })
    }
  }
}

export async function tellFindings(street: Street, at: Date): Promise<void> {
  const { db, edition, story, cast, now } = street
  await syncFindings(db, edition, at)
  const office = found(cast.liaison.grants[0]?.organizationId)
  for (const [index, { work, stance, text }] of story.answers.entries()) {
    const finding = (await listFindings(db, edition.id)).find(({ work: seen }) => seen.key === keyOf(work))
    const when = Math.min(hoursAfter(at, 20 + index * 9).getTime(), now.getTime())
    const context = contextAt(street, cast.liaison, new Date(when))
    const fields = { organization: office, stance, answer: text, documentUrl: null }
    await answerFinding(context, edition, found(finding).number, fields)
  }
}
