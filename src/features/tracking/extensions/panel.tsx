import { Card } from '../../../ui/Card.tsx'
import type { CommitmentPanel } from '../../commitments/pages/commitment-view.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { Extension } from './model.ts'
import { ExtensionWord } from './pages/extension-pages.tsx'
import { extensionPaths } from './paths.ts'
import { extensionsOfCommitment } from './queries.ts'

/** More time that was asked for, on the commitment's page and in its JSON, whatever was decided. */
export const extensionsPanel: CommitmentPanel = async (c, plan, { id }) => {
  const { t, context } = c.var
  const list = await extensionsOfCommitment(context.db, id)
  const json = { extensions: list.map((extension) => extensionTold(plan, extension)) }
  if (list.length === 0) return { json }
  return {
    json,
    aside: (
      <Card title={t('extension.list')} size="small">
        {list.map((extension) => (
          <p>
            <a href={extensionPaths.one(plan, extension.folio)}>{extension.folio}</a> {extension.code}{' '}
            <ExtensionWord c={c} extension={extension} />
          </p>
        ))}
      </Card>
    ),
  }
}

/** What anybody may know of a request: nobody's person. */
export function extensionTold(
  plan: Plan,
  { askedBy: _, id: __, commitmentId: ___, activityId: ____, ...said }: Extension,
) {
  return { ...said, address: extensionPaths.one(plan, said.folio) }
}
