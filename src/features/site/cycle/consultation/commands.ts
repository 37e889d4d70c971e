import type { Context } from '../../../../platform/context.ts'
import { found } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { openConsultation, publishConsultation } from '../../../consultations/commands.ts'
import { contribute } from '../../../consultations/contributions/commands.ts'
import { comment } from '../../../consultations/contributions/comments/commands.ts'
import type { Contribution } from '../../../consultations/contributions/model.ts'
import { findContribution } from '../../../consultations/contributions/queries.ts'
import { setSupport } from '../../../consultations/contributions/supports/commands.ts'
import type { Consultation } from '../../../consultations/model.ts'
import { capturePaper } from '../../../consultations/paper/commands.ts'
import { findConsultation } from '../../../consultations/queries.ts'
import { createActor } from '../../demo/cast/commands.ts'
import { exerciseOf } from '../beginning/commands.ts'
import type { Meeting, Voice } from '../story.ts'
import { type CycleTelling, contextOf, dayOf, timeOf } from '../telling.ts'

/** A voice with the contribution that it became. */
export type Said = { voice: Voice; id: string; folio: string }

export async function consultationOf({ db, space, story }: CycleTelling): Promise<Consultation> {
  return found(await findConsultation(db, space, story.consultation.slug))
}

export async function tellConsultation(telling: CycleTelling): Promise<void> {
  const { space, story } = telling
  const { slug, title, summary, question, channels, axes, ...days } = story.consultation
  const source = { sourceTitle: null, sourceUrl: null, sourceLicence: null }
  await openConsultation(contextOf(telling, days.createdDay), space, {
    ...{ slug, title, summary, question, channels, timeZone: 'America/Mexico_City', demographics: [] },
    ...{ opensAt: timeOf(telling, days.opensDay), closesAt: timeOf(telling, days.closesDay), hasStatements: true },
    ...{ exercise: (await exerciseOf(telling)).id, ...source, axes: axes.map((axis) => ({ id: null, ...axis })) },
  })
  await publishConsultation(contextOf(telling, days.publishedDay), await consultationOf(telling))
}

/** Everything that was said, in the order of the days: online one by one, and the sheets of each meeting the day after it. */
export async function tellVoices(telling: CycleTelling): Promise<Said[]> {
  const consultation = await consultationOf(telling)
  const { voices, consultation: told } = telling.story
  const accounts = await createAccounts(telling)
  const online = voices.filter(({ meeting }) => meeting === null)
  const steps = [
    ...online.map((voice) => ({
      day: voice.day,
      act: async () => [await tellOnline(telling, consultation, voice, accounts)],
    })),
    ...told.meetings.map((meeting) => ({
      day: meeting.day + 1,
      act: () => tellMeeting(telling, consultation, meeting),
    })),
  ].sort((a, b) => a.day - b.day)
  const said: Said[] = []
  for (const { act } of steps) said.push(...(await act()))
  return said
}

async function createAccounts(telling: CycleTelling): Promise<Map<string, Context['actor']>> {
  const { db, space, story } = telling
  const at = { spaceId: space.id, now: timeOf(telling, story.consultation.opensDay) }
  const names = [...new Set(story.voices.flatMap(({ account }) => account ?? []))]
  return db.transaction().execute(async (tx) => {
    const people = new Map<string, Context['actor']>()
    for (const name of names) people.set(name, await createActor(tx, name, null, null, at))
    return people
  })
}

async function tellOnline(
  telling: CycleTelling,
  consultation: Consultation,
  voice: Voice,
  accounts: ReadonlyMap<string, Context['actor']>,
): Promise<Said> {
  const { title, body, signature } = voice
  const axis = axisOf(consultation, voice.axis)
  const actor = voice.account === null ? null : (accounts.get(voice.account) ?? null)
  const form = { clientId: newId(), axis, title, body, signature, language: 'es' as const, territory: null }
  const { id, folio } = await contribute(contextOf(telling, voice.day, actor), consultation, form)
  return { voice, id, folio }
}

async function tellMeeting(telling: CycleTelling, consultation: Consultation, meeting: Meeting): Promise<Said[]> {
  const voices = telling.story.voices.filter((voice) => voice.meeting === meeting.code)
  const sheets = voices.map(({ body, signature, axis }, index) => ({
    ...{ clientId: newId(), number: `${meeting.code}-${index + 1}`, body, signature },
    axis: axisOf(consultation, axis),
  }))
  const { channel, place, day } = meeting
  const held = { channel, place, saidOn: dayOf(telling, day), axis: null, territory: null, language: 'es' as const }
  const received = await capturePaper(contextOf(telling, day + 1), consultation, held, sheets)
  return voices.map((voice, index) => ({ voice, ...found(received[index]) }))
}

function axisOf({ axes }: Consultation, position: number | null): string | null {
  return axes.find((axis) => axis.position === position)?.id ?? null
}

/** Supports and comments, while the consultation is still open. */
export async function tellEchoes(telling: CycleTelling, said: readonly Said[]): Promise<void> {
  const consultation = await consultationOf(telling)
  const context = contextOf(telling, telling.story.consultation.closesDay - 1, null)
  for (const { voice, folio } of said) {
    if (voice.supports === 0 && voice.comments.length === 0) continue
    const contribution: Contribution = found(await findContribution(telling.db, consultation.id, folio))
    if (contribution.text === null) continue
    for (let number = 0; number < voice.supports; number += 1)
      await setSupport(context, consultation, contribution, { voice: `voz-${number}`, isGiven: true })
    for (const form of voice.comments) await comment(context, consultation, contribution, form)
  }
}
