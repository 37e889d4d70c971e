import type { SubjectType } from './model.ts'

const withToken = (path: string, token: string) => `${path}?token=${encodeURIComponent(token)}`

export const followPaths = {
  ask: (type: SubjectType, id: string) => `/seguir?tipo=${type}&id=${id}`,
  form: '/seguir',
  confirm: (token: string) => withToken('/seguir/confirmar', token),
  leave: (token: string) => withToken('/seguir/salir', token),
  own: '/seguir/mis-avisos',
  browser: '/seguir/navegador',
  browserOwn: '/seguir/navegador/mis-avisos',
  manage: (token: string) => withToken('/seguir/mis-avisos', token),
}

export const webhookPaths = {
  all: (space: string) => `/${space}/avisos`,
  one: (space: string, id: string) => `/${space}/avisos/${id}`,
  test: (space: string, id: string) => `/${space}/avisos/${id}/probar`,
  turn: (space: string, id: string) => `/${space}/avisos/${id}/estado`,
  remove: (space: string, id: string) => `/${space}/avisos/${id}/quitar`,
}
