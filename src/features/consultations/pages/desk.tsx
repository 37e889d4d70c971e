import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { hasNonDigitalChannel, phaseOf } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import type { ConsultationView } from './views.ts'

/** For whoever runs the consultation: what comes next and everything one can do. */
export function ConsultationDesk({ c, view }: { c: C; view: ConsultationView }) {
  const { t, context } = c.var
  const { consultation, may, held } = view
  const phase = phaseOf(consultation, context.now)
  const links = [
    ...(may.run
      ? [
          { href: consultationPaths.edit(consultation), label: t('consultations.edit') },
          { href: consultationPaths.translations(consultation), label: t('consultations.translations') },
        ]
      : []),
    ...(may.run && phase !== 'draft' && phase !== 'upcoming'
      ? [
          { href: consultationPaths.capture(consultation), label: t('consultations.capture') },
          { href: consultationPaths.imports(consultation), label: t('consultations.import') },
        ]
      : []),
    ...(may.moderate
      ? [{ href: consultationPaths.review(consultation), label: t('consultations.review.count', { count: held }) }]
      : []),
    ...(may.moderate && consultation.hasStatements
      ? [{ href: consultationPaths.statementDesk(consultation), label: t('consultations.statement-desk') }]
      : []),
    ...(may.run && phase !== 'draft'
      ? [
          {
            href: `${consultationPaths.consultation(consultation)}/sistematizacion`,
            label: t('consultations.systematise'),
          },
        ]
      : []),
  ]
  return (
    <Card title={t('consultations.desk')} tone="on-time">
      <div class="stack">
        {phase === 'draft' ? (
          <>
            <p>
              {hasNonDigitalChannel(consultation.channels)
                ? t('consultations.desk.publish')
                : t('consultations.refused.only-digital')}
            </p>
            {may.run ? (
              <form method="post" action={consultationPaths.publish(consultation)}>
                <Actions>
                  <Button>{t('consultations.publish')}</Button>
                  <ButtonLink kind="quiet" href={consultationPaths.edit(consultation)}>
                    {t('consultations.edit')}
                  </ButtonLink>
                </Actions>
              </form>
            ) : null}
          </>
        ) : null}
        <nav aria-label={t('consultations.desk')}>
          <ul class="chips">
            {links.map(({ href, label }) => (
              <li>
                <a class="chip" href={href}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Card>
  )
}
