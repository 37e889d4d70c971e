import type { ConnectorNetwork, SourceSettings } from '../../src/features/rallies/networks/connectors/model.ts'
import type { Following } from '../../src/features/rallies/networks/following/commands.ts'
import type { NetworkAccess } from '../../src/platform/config.ts'
import { newId } from '../../src/platform/identity.ts'
import { createOutward } from '../../src/platform/outward/outward.ts'
import type { RallyStage } from '../rally-stage.ts'
import { botToken } from './telegram-server.ts'

/** A source of the stage's edition, as the desk adds it. */
export async function addedSource(
  stage: RallyStage,
  network: ConnectorNetwork,
  settings: SourceSettings = {},
): Promise<string> {
  const id = newId()
  await stage.db
    .insertInto('rally_sources')
    .values({
      id,
      edition_id: stage.edition.id,
      network,
      kind: 'connector',
      settings: JSON.stringify(settings),
      created_at: stage.now,
    })
    .execute()
  return id
}

/** All keys, and every interface at one address on this machine. */
export function followingOf(stage: Pick<RallyStage, 'db' | 'now'>, base: string): Following {
  const access: NetworkAccess = {
    x: { base, token: 'token-de-prueba' },
    mastodon: { server: base, token: 'token-de-prueba' },
    bluesky: { base, identifier: 'rally.test', password: 'abcd-efgh-ijkl-mnop' },
    instagram: { base: `${base}/v24.0`, token: 'token-de-prueba', userId: '17841400000000000' },
    telegram: { base, token: botToken },
  }
  return { db: stage.db, access, outward: createOutward([base]), clock: () => stage.now }
}

export const noStop: AbortSignal = new AbortController().signal

export type StoredPost = { id: string; record: Record<string, unknown>; original: unknown; url: string | null }

export async function storedPosts(stage: Pick<RallyStage, 'db'>): Promise<StoredPost[]> {
  const rows = await stage.db
    .selectFrom('rally_posts')
    .select(['external_id', 'record', 'original', 'public_url'])
    .orderBy('arrival')
    .execute()
  return rows.map(({ external_id, record, original, public_url }) => ({
    id: external_id,
    record: record as Record<string, unknown>,
    original,
    url: public_url,
  }))
}
