import { sql } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import type { ConnectorNetwork, SourceSettings } from '../connectors/model.ts'
import type { SourceAct } from './schema.ts'

type NewSource = { network: ConnectorNetwork; settings: SourceSettings }

const mostSources = 20

/** Another way in. A bot hands each message out once, so it serves one edition at a time. */
export async function addSource(context: Context, edition: Edition, { network, settings }: NewSource): Promise<string> {
  allow(canOrganise(context.actor, edition.space.id))
  const id = newId()
  await context.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('rally_sources', 0))`.execute(tx)
    const { rows } = await sql<{ own: number; bots: number }>`select
      count(*) filter (where edition_id = ${edition.id})::int as own,
      count(*) filter (where network = 'telegram' and is_on)::int as bots from rally_sources where kind = 'connector'`.execute(
      tx,
    )
    if ((rows[0]?.own ?? 0) >= mostSources) throw new Refused('networks.refused.too-many', { max: mostSources })
    if (network === 'telegram' && (rows[0]?.bots ?? 0) > 0) throw new Refused('networks.refused.one-bot')
    await tx
      .insertInto('rally_sources')
      .values({
        ...{ id, edition_id: edition.id, network, kind: 'connector', settings: JSON.stringify(settings) },
        ...{ created_by: context.actor?.id ?? null, created_at: context.now },
      })
      .execute()
    await record(tx, context, happening(edition, 'rally.source-added', { source: id, network }))
  })
  return id
}

function happening(edition: Edition, type: `rally.${string}`, details: Record<string, unknown>) {
  return { type, spaceId: edition.space.id, subject: { type: 'rally', id: edition.id }, details }
}

/** Pauses, resumes, asks at once, reads from the beginning, or takes a source away; what it brought stays. */
export async function actOnSource(context: Context, edition: Edition, id: string, act: SourceAct): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('rally_sources', 0))`.execute(tx)
    const source = found(
      await tx
        .selectFrom('rally_sources')
        .select(['id', 'network', 'is_on'])
        .where('id', '=', id)
        .where('edition_id', '=', edition.id)
        .where('kind', '=', 'connector')
        .forUpdate()
        .executeTakeFirst(),
    )
    if (act === 'resume' && source.network === 'telegram') {
      const other = await tx
        .selectFrom('rally_sources')
        .select('id')
        .where('network', '=', 'telegram')
        .where('is_on', '=', true)
        .where('id', '<>', id)
        .executeTakeFirst()
      if (other) throw new Refused('networks.refused.one-bot')
    }
    await tx.updateTable('rally_sources').set(changes[act]).where('id', '=', id).execute()
    await record(tx, context, happening(edition, 'rally.source-changed', { source: id, network: source.network, act }))
  })
}

const soon = { next_at: null, failures: 0 }

/** A source that is taken away is no connector any more: its posts still point at it. */
const changes = {
  pause: { is_on: false },
  resume: { is_on: true, ...soon },
  now: soon,
  again: { cursor: '{}', ...soon },
  remove: { is_on: false, kind: 'removed' },
}
