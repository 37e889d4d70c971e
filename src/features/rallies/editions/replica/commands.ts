import type { Context } from '../../../../platform/context.ts'
import { allow, found } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import type { Space } from '../../../spaces/model.ts'
import { happening, insertEdition, type Tx } from '../commands.ts'
import { canOrganise } from '../policy.ts'
import { findEdition } from '../queries.ts'
import { calendarFrom, replicaFile, wallInstant } from './model.ts'
import type { Replica, Start } from './schema.ts'

/** Starts a draft from another edition's file: own name, dates and zone; works and teams are its own to choose. Returns its address. */
export async function replicateEdition(
  context: Context,
  space: Space,
  replica: Replica,
  start: Start,
): Promise<string> {
  allow(canOrganise(context.actor, space.id))
  return context.db.transaction().execute((tx) => replicateInto(tx, context, space, replica, start))
}

/** The same with no question of who: for the command line and the demonstration. */
export async function replicateInto(
  tx: Tx,
  context: Context,
  space: Space,
  replica: Replica,
  start: Start,
): Promise<string> {
  const { kind, level, language, texts, teamSize } = replica
  const { name, timeZone, opens } = start
  const fields = { name, slug: start.slug, kind, level, language, timeZone, preset: 'sample' as const }
  const slug = await insertEdition(tx, context, space, fields)
  const edition = found(await findEdition(tx, space.slug, slug))
  const calendar = calendarFrom(replica, opens, timeZone)
  const { sha256 } = replicaFile(replica)
  await tx
    .updateTable('rally_editions')
    .set({
      ...texts,
      ...{ hashtags: replica.hashtags, networks: replica.networks, visit_modes: replica.visitModes },
      ...{ team_min: teamSize.min, team_max: teamSize.max },
      photo_retention_days: replica.photoRetentionDays,
      consolidation_target_minutes: replica.consolidationTargetMinutes,
      replica_of: JSON.stringify({ ...replica.from, sha256 }),
      ...Object.fromEntries(
        Object.entries(calendar).map(([moment, at]) => [
          moment.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`),
          at,
        ]),
      ),
    })
    .where('id', '=', edition.id)
    .execute()
  const { announceByOffset } = replica
  const announceBy = announceByOffset === null ? null : wallInstant(opens, announceByOffset, timeZone).toISOString()
  const rules = { ...replica.rules, announce_by: announceBy }
  await tx
    .updateTable('rally_rules')
    .set({ rules: JSON.stringify(rules), is_sample: replica.rulesAreSample })
    .where('edition_id', '=', edition.id)
    .execute()
  const details = { slug, from: replica.from, sha256 }
  await record(tx, context, { ...happening(edition, 'rally.replicated'), details })
  return slug
}
