import type { T } from '../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { Confirm, Details } from '../Details.tsx'
import { Diff } from '../Diff.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { Greca, grecas } from '../Greca.tsx'
import { Notice, type NoticeKind } from '../Notice.tsx'
import { Receipt } from '../Receipt.tsx'
import { Status } from '../Status.tsx'

const notices: readonly [NoticeKind, string][] = [
  ['info', 'La consulta cierra el 12 de mayo de 2026.'],
  ['success', 'Se publicó el plan: 5 compromisos.'],
  ['warning', 'Faltan 3 actividades por vincular.'],
  ['error', 'No se pudo guardar: el archivo pesa más de 10 MB.'],
]

export function TextSamples({ t }: { t: T }) {
  return (
    <>
      {notices.map(([kind, words]) => (
        <Notice t={t} kind={kind}>
          <p>{words}</p>
        </Notice>
      ))}
      <Card title="Qué cambió">
        <Diff
          t={t}
          before="Concluye el 31 de octubre de 2026 en 40 colonias."
          after="Concluye el 31 de diciembre de 2026 en las 40 colonias."
        />
        <Details summary="Ver las tres versiones">
          <p>Versión 1, 2 y 3.</p>
        </Details>
      </Card>
      <EmptyState title="Todavía no hay compromisos" actions={<ButtonLink href="#">Escribir el primero</ButtonLink>}>
        <p>Cuando el plan se publique, aquí se verá si se cumple.</p>
      </EmptyState>
      <Receipt t={t} title="Recibimos tu aportación" folio="TQ-7F3K-20" at="20 de noviembre de 2026, 18:05" href="#">
        <p>Te diremos qué fue de ella.</p>
      </Receipt>
      <Actions>
        <Button>Guardar</Button>
        <Button kind="quiet">Guardar borrador</Button>
        <Button kind="accent">Participar</Button>
        <Button kind="danger">Retirar</Button>
        <Button small kind="quiet">
          Copiar
        </Button>
      </Actions>
      <Confirm summary="Borrar mi cuenta">
        <p>Tus actos públicos quedan como «persona que retiró sus datos». Esto no se puede deshacer.</p>
        <Button kind="danger">Sí, borrarla</Button>
      </Confirm>
      <p>
        <Status kind="no-information" word="Sin información" why="sin reporte en 92 días" />
      </p>
      {grecas.map((name) => (
        <Greca name={name} id={`muestra-${name}`} />
      ))}
    </>
  )
}
