import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { createOutward } from '../../../../platform/outward/outward.ts'
import { loadOrganised } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { instantFrom } from '../files/instants.ts'
import type { Arrival } from '../keeping/model.ts'
import { CompletePage, PastePage } from '../pages/paste-page.tsx'
import { keepPasted } from '../pasted/commands.ts'
import { mostAddresses, pastedLines, type Recognised, recognised } from '../pasted/model.ts'
import { embeddedOf } from '../pasted/oembed.ts'
import { path as sources, sourcesPage } from './sources.tsx'

const path = `${sources}/direcciones`

export function mountAddresses(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadOrganised(c)
    return c.html(<PastePage c={c} edition={edition} typed={{}} errors={{}} />)
  })

  app.post(path, async (c) => {
    const edition = await loadOrganised(c)
    const typed = typedFrom(await receivedForm(c))
    const lines = pastedLines(typed.addresses ?? '')
    const found = lines.flatMap((line) => line.recognised ?? [])
    const error = faultOf(c, lines.length, found.length)
    if (error !== null) return c.html(<PastePage {...{ c, edition, typed, errors: { addresses: error } }} />, 422)
    const unknown = lines.filter((line) => line.recognised === null)
    const told = typed.ask === 'on' ? await toldByNetworks(c, found) : {}
    return c.html(<CompletePage {...{ c, edition, found, unknown, typed: told, errors: {} }} />)
  })

  app.post(`${path}/publicaciones`, async (c) => {
    const edition = await loadOrganised(c)
    const typed = typedFrom(await receivedForm(c))
    const { found, arrivals, errors } = completed(c, edition, typed)
    if (Object.keys(errors).length > 0)
      return c.html(<CompletePage {...{ c, edition, found, unknown: [], typed, errors }} />, 422)
    const { kept, rejected } = await keepPasted(c.var.context, edition, arrivals)
    return c.html(await sourcesPage(c, edition, { said: c.var.t('networks.paste.kept', { kept, rejected }) }))
  })
}

/** Only where the organiser wants it: her server then tells the network which posts it looks at. */
async function toldByNetworks(c: C, found: readonly Recognised[]): Promise<Typed> {
  const told = await embeddedOf(createOutward(c.var.deps.config.outwardTrusted), found)
  return Object.fromEntries(
    told.flatMap((one, index) => [
      ...(one?.author ? [[`author-${index + 1}`, one.author]] : []),
      ...(one ? [[`text-${index + 1}`, one.text]] : []),
    ]),
  )
}

function faultOf(c: C, lines: number, found: number): string | null {
  if (lines > mostAddresses) return c.var.t('networks.error.addresses.many', { max: mostAddresses })
  return found === 0 ? c.var.t('networks.error.addresses') : null
}

type Completed = { found: Recognised[]; arrivals: Arrival[]; errors: FieldErrors }

/** What was typed for each address; one without an account is left out, one with it needs its time. */
function completed(c: C, edition: Edition, typed: Typed): Completed {
  const result: Completed = { found: [], arrivals: [], errors: {} }
  for (let number = 1; number <= mostAddresses; number += 1) {
    const post = recognised(typed[`url-${number}`] ?? '')
    if (!post) break
    result.found.push(post)
    const author = (typed[`author-${number}`] ?? '').trim().replace(/^@/, '')
    const written = (typed[`at-${number}`] ?? '').trim()
    const text = typed[`text-${number}`] ?? ''
    if (author === '') {
      if (written !== '' || text.trim() !== '') result.errors[`author-${number}`] = c.var.t('networks.error.author')
      continue
    }
    const at = instantFrom(written.replace('T', ' '), { order: 'day-first', zone: edition.timeZone })
    if (at === null) {
      result.errors[`at-${number}`] = c.var.t('networks.error.published')
      continue
    }
    const media = typed[`photo-${number}`] === 'on' ? { media: [{ type: 'photo' }] } : {}
    const { network, id, url } = post
    const record = { network, id, author, published_at: at, text, ...media }
    result.arrivals.push({ line: number, record, original: null, url })
  }
  if (result.found.length === 0) result.errors[''] = c.var.t('networks.error.addresses')
  return result
}
