/** Who asks: the people of the cast, who work in the municipality; the administrator of the country, which is the root and so
 * the whole installation; the administrator of the municipality next door; and whoever has not signed in. */
export const players = [
  'anonymous',
  'neighbour',
  'administrator next door',
  'moderator',
  'evaluator',
  'co-responsible',
  'liaison',
  'facilitator',
  'administrator',
  'installation',
] as const

export type Player = (typeof players)[number]
export type Access = readonly Player[]

export const anyone: Access = players
export const signedIn: Access = players.filter((player) => player !== 'anonymous')
/** Runs the installation: administers every root. */
export const installation: Access = ['installation']
/** Administers the space, or one above it. */
export const heads: Access = ['administrator', 'installation']
/** Administers any space at all. */
export const anyHead: Access = [...heads, 'administrator next door']
/** Writes plans. */
export const desk: Access = [...heads, 'facilitator']
/** Works on plans: sees what is not yet published. */
export const team: Access = [...desk, 'liaison', 'co-responsible', 'evaluator']
export const nobody: Access = []

export type Rule = {
  who: Access
  /** Who while the plan of the address is a draft; for everybody else it does not exist. The same when left out. */
  draft?: Access
  routes: readonly string[]
}

const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const uuid = '{[0-9a-f-]{36}}'
const plan = '/:space/planes/:plan'
const commitment = `${plan}/compromisos/:key`
const api = '/api/v1/spaces/:space'
const twins = (address: string, ...endings: string[]) => endings.map((ending) => `GET ${address}.${ending}`)
const boardTwins = (address: string) => [`GET ${address}`, ...twins(address, 'json', 'csv', 'atom', 'ics', 'geojson')]
const form = (address: string) => [`GET ${address}`, `POST ${address}`]

/** Who may what: every address of the platform. */
export const rules: readonly Rule[] = [
  {
    who: anyone,
    routes: [
      ...['GET /', 'GET /recursos/*', 'GET /accesibilidad', 'POST /idioma'],
      ...['GET /espacios', 'GET /espacios.json', 'GET /:space', 'GET /:space/organizaciones'],
      ...['GET /:space/organizaciones.json', `GET /:space/organizaciones/:id${id}`],
      ...[...boardTwins('/tablero'), ...boardTwins('/:space/tablero')],
      ...[
        'GET /registro',
        'GET /registro.json',
        'GET /registro.ndjson',
        'GET /registro.csv',
        'GET /registro/cabeza.json',
      ],
      ...['GET /registro/:file{[0-9]+\\.json}', 'GET /registro/:seq{[0-9]+}'],
      ...['GET /datos', 'GET /datos.json', 'GET /datos/catalogo.jsonld', 'GET /datos/datapackage.json'],
      ...['GET /datos/diccionario.csv', 'GET /datos/compromisos.json', 'GET /datos/compromisos.xlsx'],
      ...['GET /datos/seguimiento.json', 'GET /datos/seguimiento.xlsx', 'GET /datos/receta'],
      ...['GET /datos/:file{[a-z]+\\.csv}', 'GET /sitemap.xml', 'GET /:file{sitemap-[1-9][0-9]*\\.xml}'],
      ...['GET /robots.txt', 'GET /.well-known/security.txt'],
      ...['GET /api', 'GET /api/v1/openapi.json', 'GET /api/v1/events', 'GET /api/v1/events/head'],
      ...['GET /api/v1/spaces', `GET ${api}`, `GET ${api}/plans`],
      ...['GET /entrar', 'POST /entrar', 'GET /entrar/enlace', 'POST /entrar/enlace', 'POST /salir', 'ALL /auth/*'],
      ...['GET /invitacion', 'GET /privacidad', 'GET /privacidad/folios', ...form('/privacidad/solicitud')],
    ],
  },
  {
    // Without a provider of OpenID Connect this door does not exist.
    who: nobody,
    routes: ['POST /entrar/oidc'],
  },
  {
    who: anyone,
    draft: team,
    routes: [
      ...[`GET ${plan}`, `GET /:space/planes/:plan{[^/]+\\.json}`, `GET ${plan}/compromisos`],
      ...[...boardTwins(`${plan}/tablero`), `GET ${plan}/tablero/incrustar`],
      ...[`GET ${commitment}`, ...['json', 'atom', 'ics'].map((ending) => `GET ${commitment}{.+\\.${ending}}`)],
      ...[`GET ${commitment}/versiones`, `GET ${commitment}/versiones.json`],
      `GET ${api}/plans/:plan/commitments/:key/document`,
    ],
  },
  {
    // The API reads what is public and a draft has no version, whoever asks.
    who: anyone,
    draft: nobody,
    routes: [
      ...[`GET ${api}/plans/:plan`, `GET ${api}/plans/:plan/commitments`],
      ...['', '/versions', '/versions/:number'].map((end) => `GET ${api}/plans/:plan/commitments/:key${end}`),
      `GET ${commitment}/versiones/:number{[1-9][0-9]{0,6}}`,
    ],
  },
  {
    who: signedIn,
    routes: [
      ...['GET /trabajo', 'GET /cuenta', 'GET /cuenta/datos.json', ...form('/cuenta/nombre')],
      ...['POST /cuenta/cambiar-nombre', 'POST /cuenta/correo', ...form('/cuenta/correo/confirmar')],
      ...[`POST /cuenta/llaves/:id${uuid}/quitar`, 'POST /cuenta/sesiones/cerrar', ...form('/cuenta/borrar')],
      'POST /invitacion',
    ],
  },
  {
    who: desk,
    routes: [
      ...[...form('/:space/planes/nuevo'), ...form('/:space/organizaciones/nueva')],
      ...form(`/:space/organizaciones/:id${id}/editar`),
      ...[...form(`${plan}/editar`), ...form(`${plan}/publicacion`)],
      ...[...form(`${plan}/documentos`), `POST ${plan}/documentos/:id${id}/quitar`],
      ...[...form(`${plan}/pausas`), `POST ${plan}/pausas/:id${id}/terminar`],
      ...form(`${plan}/importaciones`),
      ...['plantilla.csv', 'plantilla.xlsx', 'diccionario.csv'].map((file) => `GET ${plan}/importaciones/${file}`),
      `GET ${plan}/importaciones/:id${id}`,
      ...['json', 'csv'].map((end) => `GET ${plan}/importaciones/:id${id.slice(0, -1)}\\.${end}}`),
      ...[...form(`${plan}/compromisos/nuevo`), ...form(`${commitment}/editar`), `POST ${commitment}/editar/quitar`],
      ...form(`${commitment}/hoja-de-ruta`),
      ...['acciones', 'actividades', 'indicadores'].flatMap((word) => [
        ...form(`${commitment}/${word}/:code`),
        `POST ${commitment}/${word}/:code/quitar`,
      ]),
      `POST ${commitment}/actividades/:code/cancelar`,
      `PUT ${api}/plans/:plan/commitments/:key/document`,
    ],
  },
  { who: anyHead, routes: form('/espacios/nuevo') },
  {
    who: heads,
    routes: [
      ...[...form('/:space/ajustes'), 'GET /:space/personas', 'POST /:space/personas/invitaciones'],
      ...[`POST /:space/personas/invitaciones/:id${uuid}/retirar`, `POST /:space/personas/:id${uuid}/retirar`],
    ],
  },
  {
    who: installation,
    routes: [
      ...['GET /admin/correo', `GET /admin/correo/:id${uuid}`, `POST /admin/correo/:id${uuid}/enlace`],
      ...['GET /admin/correo/en-duda', `POST /admin/correo/:id${uuid}/enviar-otra-vez`],
      `POST /admin/correo/:id${uuid}/dar-por-enviado`,
      ...['GET /admin/privacidad', `POST /admin/privacidad/:id${uuid}`],
    ],
  },
]
