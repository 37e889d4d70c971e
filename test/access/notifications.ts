import { tokenHash } from '../../src/platform/auth/one-time-link.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, heads } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const webhooks = '/:space/avisos'
const id = ':id{[0-9a-f-]{36}}'

export const notificationsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['GET /seguir', 'POST /seguir', 'GET /seguir/confirmar', 'POST /seguir/confirmar'],
        ...['POST /seguir/navegador', 'POST /seguir/navegador/mis-avisos'],
        ...['GET /seguir/salir', 'POST /seguir/salir', 'GET /seguir/mis-avisos', 'POST /seguir/mis-avisos'],
        'GET /:file{[a-z0-9-]+\\.atom}',
        'GET /:space/planes/:file{[a-z0-9-]+\\.atom}',
        ...[
          'GET /:space/organizaciones/:file{[0-9a-f-]{36}\\.atom}',
          'GET /:space/organizaciones/:file{[0-9a-f-]{36}\\.ics}',
        ],
      ],
    },
    {
      who: heads,
      routes: [
        ...[`GET ${webhooks}`, `POST ${webhooks}`, `GET ${webhooks}/${id}`],
        ...[`POST ${webhooks}/${id}/probar`, `POST ${webhooks}/${id}/estado`, `POST ${webhooks}/${id}/quitar`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    if (pattern === '/seguir') return `/seguir?tipo=space&id=${stage.space.id}`
    if (pattern.startsWith('/seguir/')) return `${pattern}?token=${await follow(stage)}`
    const filled = pattern.replace(':space', stage.space.slug)
    if (pattern.includes(':file{')) return fileOf(stage, filled)
    return filled.includes(':id') ? filled.replace(id, await webhook(stage)) : filled
  },
}

function fileOf({ space, published }: AccessStage, pattern: string): string {
  const ending = pattern.endsWith('.ics}') ? 'ics' : 'atom'
  const id = pattern.includes('/organizaciones/') ? space.organizationId : space.slug
  return pattern.replace(/:file.*/, `${pattern.includes('/planes/') ? published.slug : id}.${ending}`)
}

/** One that waits for its confirmation, by a token that is its own. */
async function follow(stage: AccessStage): Promise<string> {
  const token = newId()
  await stage.db
    .insertInto('follows')
    .values({
      ...{ id: newId(), subject_type: 'space', subject_id: stage.space.id, channel: 'mail', cadence: 'weekly' },
      ...{ email: `${token}@example.org`, locale: 'es', asked_at: stage.now },
      ...{ leave_hash: tokenHash(token), confirm_hash: tokenHash(token) },
    })
    .execute()
  return token
}

async function webhook(stage: AccessStage): Promise<string> {
  const made = newId()
  await stage.db
    .insertInto('webhooks')
    .values({
      ...{ id: made, space_id: stage.space.id, subject_type: 'space', subject_id: stage.space.id },
      ...{ url: 'https://192.0.2.1/avisos', secret: 'whsec_x', created_at: stage.now },
    })
    .execute()
  return made
}
