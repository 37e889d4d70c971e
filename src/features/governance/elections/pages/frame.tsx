import type { Child } from 'hono/jsx'
import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { fieldsOf } from '../../../../ui/form-back.tsx'
import type { StatusKind } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Body } from '../../model.ts'
import { BodyFrame } from '../../pages/frame.tsx'
import { bodyPaths } from '../../paths.ts'
import type { Election, Phase } from '../model.ts'
import { electionPaths } from '../paths.ts'

export type ElectionPlace = { c: C; space: Space; body: Body; election: Election; phase: Phase; keeps: boolean }

type FrameProps = {
  place: Pick<ElectionPlace, 'c' | 'space' | 'body'> & { election?: Election }
  title: string
  wrong?: Wrong
  children: Child
} & Pick<Parameters<typeof BodyFrame>[0], 'twins' | 'width' | 'noindex' | 'islands'>

/** A page of an election, or of the list of a body's elections. */
export function ElectionFrame({ place, title, children, ...page }: FrameProps) {
  const { c, space, body, election } = place
  const { t } = c.var
  const listTitle = t('elections.list.title')
  const trail = [
    { label: body.name, href: bodyPaths.body(body) },
    ...(title === listTitle ? [] : [{ label: listTitle, href: electionPaths.list(body) }]),
    ...(election && title !== election.title
      ? [{ label: election.title, href: electionPaths.one(body, election.slug) }]
      : []),
  ]
  return (
    <BodyFrame c={c} space={space} body={body} title={title} trail={trail} {...page}>
      {children}
    </BodyFrame>
  )
}

export type FieldOf = ReturnType<typeof fieldsOf>

export const phaseTones = {
  announced: 'not-started',
  candidacies: 'on-time',
  admission: 'on-time',
  voting: 'at-risk',
  'to-count': 'on-time',
  counted: 'done',
  annulled: 'late',
} as const satisfies Record<Phase, StatusKind>
