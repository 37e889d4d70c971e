import type { T } from '../platform/i18n.ts'

type Followed = 'plan' | 'commitment' | 'organization' | 'space'

/** Where one asks to be told by mail of what happens here. */
export function FollowLink({ t, type, id }: { t: T; type: Followed; id: string }) {
  return (
    <p>
      <a href={`/seguir?tipo=${type}&id=${id}`}>{t(`follow.link.${type}`)}</a>
    </p>
  )
}
