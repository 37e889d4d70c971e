export const recordPaths = {
  all: () => '/registro',
  event: (seq: number) => `/registro/${seq}`,
  json: () => '/registro.json',
  lines: () => '/registro.ndjson',
  head: () => '/registro/cabeza.json',
}
