/** Addresses of the board: of everybody, of a space with all below it, of one plan. */
export const boardPaths = {
  all: () => '/tablero',
  space: (slug: string) => `/${slug}/tablero`,
  plan: (space: string, plan: string) => `/${space}/planes/${plan}/tablero`,
  embed: (space: string, plan: string) => `/${space}/planes/${plan}/tablero/incrustar`,
}
