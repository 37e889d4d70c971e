import { Hono } from 'hono'
import { isPublic } from '../../../platform/http/app.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, Env } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { requestPrivacy } from '../commands/privacy-requests.ts'
import { limit, mailsANetwork } from '../commands/signing-in.ts'
import { FolioPage, NoticePage, PrivacyRequestPage, PrivacyRequestReceivedPage } from '../pages/Privacy.tsx'
import { lookUpFolio } from '../queries/privacy.ts'
import { privacyRequestForm } from '../schema.ts'

export function privacyRoutes(): App {
  const app: App = new Hono<Env>()

  app.get('/privacidad', (c) => {
    isPublic(c)
    return c.html(<NoticePage c={c} />)
  })

  app.get('/privacidad/solicitud', (c) => c.html(<PrivacyRequestPage c={c} />))

  app.post('/privacidad/solicitud', async (c) => {
    const parsed = parseForm(privacyRequestForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(<PrivacyRequestPage c={c} {...parsed} />, 422)
    const { deps, context } = c.var
    await limit(context.db, deps.auth, context.now, mailsANetwork, networkPrefix(clientAddress(c)))
    const received = await requestPrivacy(context, deps.auth, parsed.value)
    return c.html(<PrivacyRequestReceivedPage c={c} received={received} />)
  })

  app.get('/privacidad/folios', async (c) => {
    const typed = (c.req.query('folio') ?? '').slice(0, 40)
    const answer = typed === '' ? null : await lookUpFolio(c.var.context.db, typed)
    return c.html(<FolioPage c={c} typed={typed} answer={answer} />)
  })

  return app
}
