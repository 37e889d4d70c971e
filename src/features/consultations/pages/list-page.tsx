import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { ConsultationFrame } from './frame.tsx'
import { phaseLook, phaseWords } from './words.ts'

type ListProps = { c: C; space: Space; consultations: readonly Consultation[]; mayRun: boolean }

/** The consultations of a space, newest first. */
export function ConsultationListPage({ c, space, consultations, mayRun }: ListProps) {
  const { t, context } = c.var
  const title = t('consultations.title')
  const create = mayRun ? (
    <ButtonLink href={consultationPaths.create(space.slug)}>{t('consultations.new')}</ButtonLink>
  ) : null
  return (
    <ConsultationFrame c={c} space={space} consultation={null} title={title} trail={null} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('consultations.lead')}</p>
      {consultations.length === 0 ? (
        <EmptyState title={t('consultations.none')} actions={create}>
          <p>{t('consultations.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          {create ? <p>{create}</p> : null}
          <Items
            label={title}
            items={consultations.map((consultation, index) => ({
              number: String(index + 1),
              title: consultation.title,
              href: consultationPaths.consultation(consultation),
              meta: consultation.question,
              state: (
                <Status
                  kind={phaseLook[phaseOf(consultation, context.now)]}
                  word={t(`consultations.phase.${phaseOf(consultation, context.now)}`)}
                  why={phaseWords(c, consultation)}
                />
              ),
            }))}
          />
        </>
      )}
    </ConsultationFrame>
  )
}
