import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { translator } from '../../../../platform/i18n.ts'
import { tellCorrections } from '../../../works/corrections/commands.ts'
import { findCut } from '../../../works/cuts/queries.ts'
import { lockEdition } from '../../editions/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { listFindings } from '../queries.ts'
import { correctionsFrom } from './corrections.ts'
import { publisherReport } from './queries.ts'

/** Tells the works' data set, once each, what the edition learned of it; how many things were new. In the edition's language. */
export async function tellPublisher(context: Context, edition: Edition, baseUrl: string): Promise<number> {
  allow(canOrganise(context.actor, edition.space.id))
  return context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    const cut = held.worksCutId === null ? null : await findCut(tx, held.space.id, held.worksCutId)
    if (!cut) throw new Refused('finding.correction.no-data')
    const report = await publisherReport(tx, held, await listFindings(tx, held.id))
    const learned = correctionsFrom(translator(held.language), held, report, baseUrl)
    return tellCorrections(tx, context, cut.dataset, learned, { rally: held.slug })
  })
}
