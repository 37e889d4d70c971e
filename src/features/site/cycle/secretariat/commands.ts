import { found } from '../../../../platform/errors.ts'
import { addBodyDocument, createBody } from '../../../governance/bodies/commands.ts'
import { findBody } from '../../../governance/bodies/queries.ts'
import { type Body, type Sector, seatSectors } from '../../../governance/model.ts'
import { bodyPaths } from '../../../governance/paths.ts'
import { nameFacilitator, nameMember } from '../../../governance/seating/commands.ts'
import { readRoster } from '../../../governance/seating/queries.ts'
import { carriedMotions } from '../../../governance/sessions/queries.ts'
import { exerciseOf } from '../beginning/commands.ts'
import { organizationOf } from '../cast/commands.ts'
import { tellElection } from '../election/commands.ts'
import { type CycleTelling, contextOf, dayOf } from '../telling.ts'

/** Forms the body of the exercise with a seat for each who will sit on it, and names titulars and alternates. */
export async function tellBody(telling: CycleTelling): Promise<Body> {
  const { db, space, story } = telling
  const { createdDay, name, about, members } = story.body
  const seats = Object.fromEntries(
    seatSectors.map((sector) => [`seats.${sector}`, members.filter((one) => one.sector === sector).length]),
  ) as Record<`seats.${Sector}`, number>
  const exercise = await exerciseOf(telling)
  const slug = await createBody(contextOf(telling, createdDay), space, {
    ...{ name, kind: 'local', about, exercise: exercise.id, ...seats },
    ...{ termFrom: dayOf(telling, story.body.namedDay), termTo: dayOf(telling, story.body.namedDay + 730) },
  })
  const body = found(await findBody(db, space.slug, slug))
  if (telling.booth) await tellElection(telling, body, telling.booth)
  await tellMembers(telling, body)
  return body
}

const kinds: Partial<Record<Sector, string>> = {
  government: 'public-institution',
  oversight: 'oversight-body',
  academia: 'academia',
}

async function tellMembers(telling: CycleTelling, body: Body): Promise<void> {
  const { namedDay, members } = telling.story.body
  const free = [...(await readRoster(telling.db, body.id)).seats]
  for (const { sector, organization, titular, alternate } of members) {
    if (telling.booth && sector === 'civil-society') continue
    const [seat] = free.splice(
      free.findIndex((one) => one.sector === sector),
      1,
    )
    const own = organization === null ? null : await organizationOf(telling, namedDay, organization, kinds[sector])
    const term = { fromOn: dayOf(telling, namedDay), toOn: null, documentUrl: null, email: null }
    for (const [quality, name] of [['titular', titular] as const, ['alternate', alternate] as const]) {
      if (name === null) continue
      const fields = { seat: found(seat).id, quality, name, organization: own, ...term }
      await nameMember(contextOf(telling, namedDay), body, fields)
    }
  }
}

/** What the installing session decided becomes so: who facilitates, and the papers that it adopted. */
export async function tellConstitution(telling: CycleTelling, body: Body): Promise<void> {
  const { db, story, baseUrl } = telling
  const [facilitating] = await carriedMotions(db, body.id, 'facilitator')
  const { facilitatorDay, documents } = story.body
  await nameFacilitator(contextOf(telling, facilitatorDay), body, {
    ...{ name: story.cast.facilitator, organization: null, email: null, motion: found(facilitating).id },
    fromOn: dayOf(telling, facilitatorDay),
  })
  for (const { day, kind, title } of documents) {
    const carried = kind === 'installation' ? [] : await carriedMotions(db, body.id, kind)
    const url = new URL(bodyPaths.session(body, carried[0]?.session ?? 1), baseUrl).href
    const fields = { kind, title, url, datedOn: dayOf(telling, day), motion: carried[0]?.id ?? '' }
    await addBodyDocument(contextOf(telling, day), body, fields)
  }
}
