import { newId } from '../src/platform/identity.ts'
import { annexes } from './access/annexe.ts'
import type { AccessStage, Furnished } from './access-stage.ts'
import type { Player } from './access-table.ts'

const words: Readonly<Record<string, string>> = {
  '/recursos/*': '/recursos/main.css',
  '/auth/*': '/auth/passkey/generate-authenticate-options',
  '/registro/:file{[0-9]+\\.json}': '/registro/1.json',
  '/registro/:seq{[0-9]+}': '/registro/1',
  '/datos/:file{[a-z]+\\.csv}': '/datos/planes.csv',
  '/:file{sitemap-[1-9][0-9]*\\.xml}': '/sitemap-1.xml',
}

/** Where a player finds a route of the table: its pattern with what stands in the stage instead of its parameters. */
export async function addressOf(stage: AccessStage, route: string, plan: Furnished, player: Player): Promise<string> {
  const annexe = annexes.find(({ rules }) => rules.some(({ routes }) => routes.includes(route)))
  if (annexe) return annexe.addressOf(stage, route, player, plan)
  const [, pattern = ''] = route.split(' ')
  const id = await idFor(stage, route, plan, player)
  const key = route.endsWith('/editar/quitar') ? await stage.spareCommitment(plan) : plan.document.key
  return filled(stage, pattern, plan, { id, key })
}

function filled(
  stage: AccessStage,
  pattern: string,
  plan: Furnished,
  { id, key }: { id: string; key: string },
): string {
  if (pattern in words) return words[pattern] ?? pattern
  if (pattern === '/invitacion') return `/invitacion?token=${stage.invitationToken}`
  const { document } = plan
  const codes: Record<string, string | undefined> = {
    acciones: document.keyActions[0]?.code,
    actividades: document.keyActions[0]?.activities[0]?.code,
    indicadores: document.indicators[0]?.code,
  }
  const word = /\/(acciones|actividades|indicadores)\//.exec(pattern)?.[1] ?? ''
  const values: Record<string, string> = {
    space: stage.space.slug,
    plan: plan.slug,
    key,
    number: '1',
    code: codes[word] ?? '',
    id,
  }
  // Constraints end parameters: the last one may ask for an ending such as .json.
  return pattern.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, name: string, constraint = '') => {
    const ending = /\\\.(\w+)\}$/.exec(constraint)?.[1]
    return `${values[name] ?? ''}${ending ? `.${ending}` : ''}`
  })
}

/** What the last `:id` of an address stands for; things that go away are made for each who asks. */
async function idFor(stage: AccessStage, route: string, plan: Furnished, player: Player): Promise<string> {
  if (route.includes('/documentos/:id')) return createDocument(stage, plan)
  if (route.includes('/pausas/:id')) return plan.pauseId
  if (route.includes('/importaciones/:id')) return plan.importId
  if (route.includes('/organizaciones/:id')) return stage.space.organizationId
  if (route.includes('/llaves/:id')) return stage.personId(player) ?? ''
  if (route.includes('/correo/:id')) return stage.mailId
  if (route.includes('/privacidad/:id')) return stage.privacyRequestId
  if (route.includes('/invitaciones/:id')) return stage.invitationId
  return stage.grantId
}

async function createDocument({ db, now }: AccessStage, plan: Furnished): Promise<string> {
  const id = newId()
  const about = { position: 1, title: 'Acta', kind: 'other', url: 'https://example.org/acta' }
  await db
    .insertInto('plan_documents')
    .values({ id, plan_id: plan.id, ...about, added_at: now })
    .execute()
  return id
}
