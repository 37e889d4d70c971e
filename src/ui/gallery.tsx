import type { Assets } from '../platform/assets.ts'
import type { T } from '../platform/i18n.ts'
import { BoardSample } from './gallery/board.tsx'
import { FigureSamples } from './gallery/figures.tsx'
import { FormSamples } from './gallery/forms.tsx'
import { TextSamples } from './gallery/texts.tsx'
import { PageHeader } from './Header.tsx'
import { Layout } from './Layout.tsx'
import { Notice } from './Notice.tsx'

/** Every component in every state, on one page: what a designer looks at and what the accessibility tests walk through. */
export function Gallery({ t, lang, assets, signedIn }: { t: T; lang: string; assets: Assets; signedIn?: boolean }) {
  return (
    <Layout
      t={t}
      lang={lang}
      assets={assets}
      title="¿Se está cumpliendo lo que se prometió?"
      description="Muestra de las piezas con que se hacen las páginas."
      noindex
      islands={['filter-form', 'draft-keeper', 'copy-text', 'leave-guard']}
      space={{ name: 'San Jacinto de los Fresnos', href: '#', fictional: true, greca: 'fret' }}
      nav={[
        { href: '#', label: 'Tablero', current: true },
        ...['Plan', 'Proceso', 'Participa', 'Rally', 'Datos'].map((label) => ({ href: '#', label })),
      ]}
      session={signedIn ? someone : { signInHref: '#' }}
      crumbs={[
        { label: 'Oaxaca', href: '#' },
        { label: 'San Jacinto de los Fresnos', href: '#' },
        { label: 'Tablero' },
      ]}
      banners={
        <Notice t={t} kind="warning" title="Este plan está en pausa desde el 2 de agosto de 2026">
          <p>El Secretariado lo pausó por la ruptura del acueducto. Nada se borra: todo sigue a la vista.</p>
        </Notice>
      }
      footer={footer}
    >
      <PageHeader
        title="¿Se está cumpliendo lo que se prometió?"
        lead="Plan de Acción Local 2026 · cinco compromisos acordados por gobierno, sociedad civil y organismo garante. Va el mes 7 de 12."
      />
      <BoardSample t={t} lang={lang} />
      <FigureSamples t={t} lang={lang} />
      <TextSamples t={t} />
      <FormSamples t={t} />
    </Layout>
  )
}

const someone = {
  name: 'María de los Ángeles Ñáñez',
  links: [
    { href: '#', label: 'Tu cuenta' },
    { href: '#', label: 'Administración' },
  ],
  signOutAction: '/salir',
}

const footer = {
  note: 'Muestra con datos inventados.',
  lastChanged: '20 de noviembre de 2026, 18:05 (hora central)',
  twins: [
    { href: '#', label: '.json', type: 'application/json' },
    { href: '#', label: '.csv', type: 'text/csv' },
    { href: '#', label: '.atom', type: 'application/atom+xml' },
    { href: '#', label: '.ics', type: 'text/calendar' },
  ],
  record: { number: '18 204', fingerprint: '9f3a…c71e', href: '#' },
  languages: { action: '/idioma', returnTo: '/estilo', options: [{ locale: 'en', label: 'English' }] },
  links: [
    { href: '#', label: 'Qué es Tequio' },
    { href: '#', label: 'Privacidad' },
    { href: '#', label: 'API' },
  ],
}
