import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Exercise } from '../model.ts'
import { exercisePaths } from '../paths.ts'

type FrameProps = {
  c: C
  space: Space
  exercise: Exercise | null
  title: string
  description?: string
  twins?: readonly ('json' | 'csv' | 'atom' | 'ics')[]
  width?: 'narrow' | 'page' | 'wide'
  /** Crumbs between the exercise and this page. */
  trail?: readonly { label: string; href: string }[]
  children: Child
}

/** What every page of an exercise shares; a draft and a process of public record say so. */
export function ExerciseFrame({
  c,
  space,
  exercise,
  title,
  description,
  twins,
  width,
  trail = [],
  children,
}: FrameProps) {
  const { t } = c.var
  const isOwn = exercise !== null && title === exercise.title
  const crumbs = [
    { label: t('space.nav.exercises'), href: exercisePaths.list(space.slug) },
    ...(exercise && !isOwn ? [{ label: exercise.title, href: exercisePaths.one(exercise) }] : []),
    ...trail,
    { label: title },
  ]
  return (
    <Page
      c={c}
      {...spaceFrame(t, space, 'exercises', crumbs)}
      title={title}
      {...(description ? { description } : {})}
      {...(twins ? { twins } : {})}
      {...(width ? { width } : {})}
      banners={
        exercise && exercise.publishedAt === null ? (
          <Notice t={t} kind="warning" title={t('exercise.draft')}>
            <p>{t('exercise.draft.text')}</p>
          </Notice>
        ) : null
      }
    >
      {children}
    </Page>
  )
}
