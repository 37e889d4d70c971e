import type { Context } from '../../../platform/context.ts'
import { allow } from '../../../platform/errors.ts'
import { takeInMany } from '../contributions/commands.ts'
import { type Arrival, emptyArrival, type Received } from '../contributions/model.ts'
import type { Consultation } from '../model.ts'
import { canRunConsultations } from '../policy.ts'
import { refuseSheets } from './model.ts'
import type { Meeting, Sheet } from './schema.ts'

/**
 * Keeps sheets that people wrote in a meeting, each once by its client id; marked with channel, place and day. Also after the
 * close: what was said in time counts the same as what was typed in time. Throws Refused where the meeting is no part of it.
 */
export async function capturePaper(
  context: Context,
  consultation: Consultation,
  meeting: Meeting,
  sheets: readonly Sheet[],
): Promise<Received[]> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  refuseSheets(consultation, meeting.saidOn, context.now)
  const arrivals = sheets.map(
    (sheet): Arrival => ({
      ...emptyArrival(meeting.saidOn),
      ...{ clientId: sheet.clientId, channel: meeting.channel, axisId: sheet.axis ?? meeting.axis, title: null },
      ...{ body: sheet.body, signature: sheet.signature, territoryKey: meeting.territory, place: meeting.place },
      ...{ sheet: sheet.number, language: meeting.language },
    }),
  )
  return context.db.transaction().execute((tx) => takeInMany(tx, context, consultation, arrivals, {}))
}
