import type { C } from '../../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { formatDateTime, formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Receipt as ReceiptBox } from '../../../../ui/Receipt.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { Receipt } from '../model.ts'
import { capturePaths } from '../paths.ts'
import { distanceText } from './distance-text.ts'
import { StreetFrame } from './street-frame.tsx'

/** What arrived, as its team may look it up later. */
export function ReceiptPage({ c, edition, receipt }: { c: C; edition: Edition; receipt: Receipt }) {
  const { t, context } = c.var
  const at = (instant: Date) => formatDateTime(instant, context.locale, edition.timeZone)
  const title = t(receipt.kind === 'visit' ? 'capture.receipt.visit' : 'capture.receipt.announcement')
  return (
    <StreetFrame {...{ c, edition }} title={t('capture.receipt.title')} width="narrow" islands={['copy-text']}>
      <h1>{t('capture.receipt.title')}</h1>
      <ReceiptBox
        t={t}
        title={title}
        folio={receipt.folio}
        at={t('capture.receipt.received', { at: at(receipt.receivedAt) })}
      />
      {receipt.warnings.map((warning) => (
        <Notice t={t} kind="warning">
          <p>{t(`capture.warning.${warning}`)}</p>
        </Notice>
      ))}
      <DescriptionList items={factsOf(c, receipt)} />
      <p>{t('capture.receipt.at', { at: at(receipt.publishedAt) })}</p>
      {receipt.photos > 0 ? <p class="muted">{t('capture.receipt.unchecked')}</p> : null}
      <Actions>
        <ButtonLink href={capturePaths.street(edition)}>{t('capture.receipt.more')}</ButtonLink>
        <ButtonLink href={rallyPaths.post(edition, 'web', receipt.id)} kind="quiet">
          {t('capture.receipt.points')}
        </ButtonLink>
      </Actions>
    </StreetFrame>
  )
}

function factsOf(c: C, receipt: Receipt) {
  const { t, context } = c.var
  const { finding, distanceMeters } = receipt
  return [
    { term: t('capture.receipt.works'), value: receipt.works.map(({ name, key }) => `${name} (${key})`).join('; ') },
    ...(finding ? [{ term: t('capture.receipt.finding'), value: t(`capture.finding.${finding}`) }] : []),
    ...(receipt.kind === 'visit'
      ? [{ term: t('capture.receipt.photos'), value: formatNumber(receipt.photos, context.locale) }]
      : []),
    ...(distanceMeters === null
      ? []
      : [{ term: t('capture.receipt.distance'), value: distanceText(c, distanceMeters) }]),
  ]
}
