import type { Context } from '../../../../platform/context.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import type { Tx } from '../commands.ts'
import type { RegisterFile } from './model.ts'

/** Adds what a register tells of editions elsewhere; an entry of the same year, place and name is kept once. For the command line and the demonstration. */
export async function addToRegister(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now'>,
  spaceId: string,
  { entries }: RegisterFile,
): Promise<number> {
  const known = await tx
    .selectFrom('rally_register')
    .select(['year', 'place', 'name'])
    .where('space_id', '=', spaceId)
    .execute()
  const keyOf = (one: { year: number; place: string; name: string }) => `${one.year} ${one.place} ${one.name}`
  const keys = new Set(known.map(keyOf))
  const added = entries.filter((entry) => !keys.has(keyOf(entry)))
  if (added.length === 0) return 0
  const countries = await tx.selectFrom('territories').select('key').where('level', '=', 'country').execute()
  const isKnown = new Set(countries.map(({ key }) => key))
  await tx
    .insertInto('rally_register')
    .values(
      added.map(({ country, source, organisers, figures, ...entry }) => ({
        ...{ id: newId(), space_id: spaceId, ...entry },
        country_key: country && isKnown.has(country) ? country : null,
        organisers: organisers ?? null,
        figures: figures ?? null,
        source_title: source.title,
        source_url: source.url ?? null,
        added_by: context.actor?.id ?? null,
        added_at: context.now,
      })),
    )
    .execute()
  const subject = { type: 'space', id: spaceId }
  await record(tx, context, { type: 'rally.register-extended', spaceId, subject, details: { entries: added.length } })
  return added.length
}
