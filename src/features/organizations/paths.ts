export const organizationPaths = {
  list: (space: string) => `/${space}/organizaciones`,
  create: (space: string) => `/${space}/organizaciones/nueva`,
  organization: (space: string, id: string) => `/${space}/organizaciones/${id}`,
  edit: (space: string, id: string) => `/${space}/organizaciones/${id}/editar`,
  /** The board reads its filters from the address. */
  board: (space: string, id: string) => `/${space}/tablero?institucion=${id}`,
}
