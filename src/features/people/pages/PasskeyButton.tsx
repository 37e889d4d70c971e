import type { T } from '../../../platform/i18n.ts'

/** Passkeys exist only with script; without it the sentence says so and the rest of the page does the same job. */
export function PasskeyButton({ t, mode, next }: { t: T; mode: 'enter' | 'add'; next: string }) {
  return (
    <passkey-button
      data-mode={mode}
      data-next={next}
      data-label={t(`people.passkey.${mode}`)}
      data-failed={t('people.passkey.failed')}
      data-stale={t('people.passkey.stale')}
      data-unsupported={t('people.passkey.unsupported')}
    >
      <p class="hint">{t('people.passkey.script')}</p>
    </passkey-button>
  )
}
