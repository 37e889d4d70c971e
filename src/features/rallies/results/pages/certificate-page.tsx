import { dayIn } from '../../../../platform/civil-day.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { Greca } from '../../../../ui/Greca.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { Certificate } from '../certificates/queries.ts'

type CertificateView = {
  c: C
  edition: Edition
  certificate: Certificate
  address: string
  qr: string
  own: boolean
  error: string | undefined
}

/** Is this certificate true? The page answers by being there; printed, it is the certificate. */
export function CertificatePage(view: CertificateView) {
  const { c, edition, certificate, own } = view
  const { t } = c.var
  return (
    <Page
      c={c}
      {...spaceFrame(t, edition.space, 'rallies', [
        { label: edition.name, href: rallyPaths.edition(edition) },
        { label: t('rally.certificate.crumb') },
      ])}
      title={t('rally.certificate.title', { edition: edition.name })}
      noindex
      width="narrow"
    >
      <p class="certificate-verified">{t('rally.certificate.verified')}</p>
      <Sheet {...view} />
      {own && !certificate.isMinor ? <NameForm {...view} /> : null}
    </Page>
  )
}

function Sheet({ c, edition, certificate, address, qr }: CertificateView) {
  const { t, context } = c.var
  const { place } = certificate
  const isPlaced = place !== null && place.rank <= 3 && Number(place.points) > 0
  const day = formatDate(dayIn(edition.timeZone, certificate.issuedAt), context.locale)
  return (
    <article class={isPlaced ? 'certificate placed' : 'certificate'}>
      <Greca name={edition.space.greca} />
      <p class="certificate-kind">
        {isPlaced ? t('rally.certificate.of-place', { rank: place.rank }) : t('rally.certificate.of-part')}
      </p>
      <h1>{certificate.printedName ?? certificate.teamName}</h1>
      <p>
        {t(certificate.printedName ? 'rally.certificate.text.name' : 'rally.certificate.text.team', {
          ...{ team: certificate.teamName, edition: edition.name, space: edition.space.name },
        })}
      </p>
      {place ? (
        <p>
          {t('rally.certificate.result', { rank: place.rank, points: place.points, works: place.works_verified })}
          {edition.rules.isSample ? ` ${t('rally.board.sample')}` : ''}
        </p>
      ) : null}
      <p>{t('rally.certificate.issued', { day })}</p>
      {edition.space.isFictional ? <p class="small">{t('rally.certificate.fictional')}</p> : null}
      <footer>
        <img src={qr} alt={t('rally.certificate.qr')} width={112} height={112} />
        <p class="small">
          {t('rally.certificate.check')}
          <br />
          <span class="certificate-address">{address}</span>
        </p>
      </footer>
    </article>
  )
}

function NameForm({ c, certificate, error }: CertificateView) {
  const { t } = c.var
  return (
    <form method="post" action={rallyPaths.certificate(certificate.code)} class="actions-print stack">
      <Field
        t={t}
        name="name"
        label={t('rally.certificate.name')}
        hint={t('rally.certificate.name.hint')}
        error={error}
        value={certificate.printedName ?? ''}
        autocomplete="name"
      />
      <Actions>
        <Button>{t('rally.certificate.name.save')}</Button>
      </Actions>
    </form>
  )
}

export function CertificatesPage({ c, certificates }: { c: C; certificates: readonly Certificate[] }) {
  const { t } = c.var
  return (
    <Page
      c={c}
      crumbs={[{ label: t('rally.certificates.title') }]}
      title={t('rally.certificates.title')}
      noindex
      width="narrow"
    >
      <PageHeader title={t('rally.certificates.title')} />
      {certificates.length === 0 ? (
        <EmptyState title={t('rally.certificates.empty')}>
          <p>{t('rally.certificates.empty.text')}</p>
        </EmptyState>
      ) : (
        <ul>
          {certificates.map((certificate) => (
            <li>
              <a href={rallyPaths.certificate(certificate.code)}>
                {certificate.teamName}, {certificate.code}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
