import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { Chips } from '../../../../ui/Chips.tsx'
import type { Consultation } from '../../model.ts'
import { ConsultationFrame } from '../../pages/frame.tsx'
import { systematisingPaths } from '../paths.ts'

type Section = 'bench' | 'groups' | 'list' | 'disputes' | 'topics' | 'steps'

type FrameProps = {
  c: C
  consultation: Consultation
  section: Section
  title: string
  errors?: FieldErrors
  islands?: readonly string[]
  trail?: readonly { label: string; href: string }[]
  children: Child
}

/** What every page of the workbench shares: where one is among its parts. */
export function BenchFrame({
  c,
  consultation,
  section,
  title,
  errors,
  islands = [],
  trail = [],
  children,
}: FrameProps) {
  const { t } = c.var
  const sections = ['bench', 'groups', 'list', 'disputes', 'topics', 'steps'] as const
  const own = { label: t('systematising.title'), href: systematisingPaths.bench(consultation) }
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={section === 'bench' ? [] : [own, ...trail]}
      width="wide"
      noindex
      islands={[...islands]}
      {...(errors ? { errors } : {})}
    >
      <h1>{title}</h1>
      <Chips
        label={t('systematising.parts')}
        items={sections.map((name) => ({
          href: systematisingPaths[name](consultation),
          label: t(`systematising.part.${name}`),
          current: name === section,
        }))}
      />
      {children}
    </ConsultationFrame>
  )
}
