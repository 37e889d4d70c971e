import qrcode from 'qrcode'
import * as z from 'zod'
import { allow, found } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { optionalText, parseForm } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { editionById } from '../../editions/queries.ts'
import { rallyPaths } from '../../paths.ts'
import { printName } from '../certificates/commands.ts'
import { isOwn } from '../certificates/policy.ts'
import { certificatesOf, findCertificate } from '../certificates/queries.ts'
import { CertificatePage, CertificatesPage } from '../pages/certificate-page.tsx'
import { resultsPaths } from '../paths.ts'

const nameForm = z.object({ name: optionalText(120) })

export function mountCertificates(app: App): void {
  app.get(resultsPaths.certificates, async (c) => {
    const { db, actor } = c.var.context
    allow(actor !== null)
    return c.html(<CertificatesPage c={c} certificates={await certificatesOf(db, actor.id)} />)
  })

  app.get('/constancias/:code{[0-9A-Za-z]{12}}', async (c) => c.html(await certificatePage(c, undefined)))

  app.post('/constancias/:code{[0-9A-Za-z]{12}}', async (c) => {
    const { certificate, edition } = await load(c)
    const parsed = parseForm(nameForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await certificatePage(c, parsed.errors.name), 422)
    await printName(c.var.context, edition, certificate, parsed.value.name)
    return c.redirect(rallyPaths.certificate(certificate.code), 303)
  })
}

async function load(c: C) {
  const { db } = c.var.context
  const certificate = found(await findCertificate(db, (c.req.param('code') ?? '').toUpperCase()))
  return { certificate, edition: found(await editionById(db, certificate.editionId)) }
}

async function certificatePage(c: C, error: string | undefined) {
  const { certificate, edition } = await load(c)
  const address = `${c.var.deps.config.baseUrl}${rallyPaths.certificate(certificate.code)}`
  const qr = await qrcode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  return (
    <CertificatePage
      c={c}
      edition={edition}
      certificate={certificate}
      address={address}
      qr={`data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`}
      own={isOwn(c.var.context.actor, certificate)}
      error={error}
    />
  )
}
