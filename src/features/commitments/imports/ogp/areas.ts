/** A tag of OGP's commitments dataset. `column` is its header there; the names in Spanish are ours. */
export type OgpArea = { code: string; column: string; name: string; parent: string | null }

export const ogpScheme = 'ogp'
/** The cut of the dataset whose list of tags this is: OGP reviews the list every year (T-69). */
export const ogpVersion = '2024-07'

type Tag = readonly [column: string, name: string]

/** In the dataset's order; the first of each list is the area that holds the others, null where there is none. */
const areas: readonly (readonly [Tag | null, readonly Tag[]])[] = [
  [
    ['Anti-Corruption and Integrity', 'Anticorrupción e integridad'],
    [
      ['Anti-corruption Institutions', 'Instituciones anticorrupción'],
      ['Anti-Corruption Strategies', 'Estrategias anticorrupción'],
      ['Asset Disclosure', 'Declaraciones patrimoniales'],
      ['Audits', 'Auditorías'],
      ['Beneficial Ownership', 'Beneficiarios finales'],
      ['Conflicts Of Interest', 'Conflictos de interés'],
      ['Elections', 'Elecciones'],
      ['Political Finance', 'Financiamiento político'],
      ['Lobbying', 'Cabildeo'],
      ['Open Contracting', 'Contrataciones abiertas'],
      ['Public Procurement', 'Compras públicas'],
      ['Right To Information', 'Derecho a la información'],
      ['Whistleblower Protections', 'Protección de denunciantes'],
    ],
  ],
  [
    ['Civic Space and Enabling Environment', 'Espacio cívico y entorno propicio'],
    [
      ['Freedom of Assembly', 'Libertad de reunión'],
      ['Freedom of Association', 'Libertad de asociación'],
      ['Freedom of Expression', 'Libertad de expresión'],
    ],
  ],
  [
    ['Democratizing Decision-Making', 'Democratización de las decisiones'],
    [
      ['Digital Participation', 'Participación digital'],
      ['Mainstreaming Participation', 'Participación transversal'],
      ['Regulatory Governance', 'Gobernanza regulatoria'],
      ['Social Accountability', 'Rendición social de cuentas'],
    ],
  ],
  [
    ['Digital Governance', 'Gobernanza digital'],
    [
      ['Automated Decision-making', 'Decisiones automatizadas'],
      ['Data Stewardship and Privacy', 'Cuidado de los datos y privacidad'],
      ['Digital Inclusion', 'Inclusión digital'],
      ['Disinformation/Misinformation', 'Desinformación'],
      ['Online Civic Space', 'Espacio cívico en línea'],
    ],
  ],
  [
    ['Environment & Climate', 'Medio ambiente y clima'],
    [
      ['Climate Finance', 'Financiamiento climático'],
      ['Climate Mitigation and Adaptation', 'Mitigación y adaptación climáticas'],
      ['Environmental Regulation', 'Regulación ambiental'],
      ['International Environmental Agreements', 'Acuerdos ambientales internacionales'],
    ],
  ],
  [
    ['Fiscal Openness', 'Apertura fiscal'],
    [
      ['Publication Of Budget/Fiscal Information', 'Publicación de información presupuestaria y fiscal'],
      ['Public Participation In Budget/Fiscal Policy', 'Participación pública en el presupuesto y la política fiscal'],
      ['Oversight Of Budget/Fiscal Policies', 'Vigilancia del presupuesto y la política fiscal'],
      ['Stimulus and Economic Recovery', 'Estímulos y recuperación económica'],
      ['Tax', 'Impuestos'],
      ['Debt', 'Deuda'],
    ],
  ],
  [
    ['Inclusion', 'Inclusión'],
    [
      ['Gender', 'Género'],
      ['Gender-Based Violence', 'Violencia de género'],
      ['Economic Inclusion', 'Inclusión económica'],
      ['LGBTQIA+', 'Personas LGBTQIA+'],
      ['People with Disabilities', 'Personas con discapacidad'],
      ['Youth', 'Juventud'],
    ],
  ],
  [
    ['Justice', 'Justicia'],
    [
      ['Access to Justice', 'Acceso a la justicia'],
      ['Open Justice', 'Justicia abierta'],
      ['Policing & Corrections', 'Policía y sistema penitenciario'],
      ['Judiciary', 'Poder judicial'],
    ],
  ],
  [
    ['Open Parliaments', 'Parlamentos abiertos'],
    [],
  ],
  [
    ['Public Service Delivery', 'Servicios públicos'],
    [
      ['Citizenship & Immigration', 'Ciudadanía y migración'],
      ['Education', 'Educación'],
      ['Health & Nutrition', 'Salud y nutrición'],
      ['Infrastructure & Transport', 'Infraestructura y transporte'],
      ['Water & Sanitation', 'Agua y saneamiento'],
    ],
  ],
  [
    null,
    [
      ['Capacity Building', 'Desarrollo de capacidades'],
      ['Digital Transformation', 'Transformación digital'],
      ['Legislation', 'Legislación'],
      ['Regulation', 'Reglamentación'],
      ['Legislative Oversight', 'Control legislativo'],
      ['Open Data', 'Datos abiertos'],
      ['Public Participation', 'Participación pública'],
      ['Aid', 'Cooperación para el desarrollo'],
      ['Energy', 'Energía'],
      ['Extractive Industries', 'Industrias extractivas'],
      ['Land and Spatial Planning', 'Suelo y ordenamiento territorial'],
      ['Media & Telecommunications', 'Medios y telecomunicaciones'],
      ['Science & Technology', 'Ciencia y tecnología'],
      ['Security & Public Safety', 'Seguridad pública'],
      ['Labor', 'Trabajo'],
      ['Private Sector', 'Sector privado'],
      ['Subnational', 'Gobiernos subnacionales'],
      ['Human Rights', 'Derechos humanos'],
      ['Open Parliament Plan', 'Plan de parlamento abierto'],
      ['Sustainable Development Goals', 'Objetivos de Desarrollo Sostenible'],
      ['Open Data (Water/Sanitation)', 'Datos abiertos (agua y saneamiento)'],
      ['Open Data (Health)', 'Datos abiertos (salud)'],
      ['Open Data (Education)', 'Datos abiertos (educación)'],
      ['Participation in Lawmaking', 'Participación en la creación de leyes'],
      ['Access to information', 'Acceso a la información'],
      ['Money in Politics', 'Dinero en la política'],
    ],
  ],
]

/** 'Gender-Based Violence' → 'gender-based-violence'. */
export function kebab(column: string): string {
  return column
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

export const ogpAreas: readonly OgpArea[] = areas.flatMap(([parent, tags]) => [
  ...(parent ? [{ code: kebab(parent[0]), column: parent[0], name: parent[1], parent: null }] : []),
  ...tags.map(([column, name]) => ({ code: kebab(column), column, name, parent: parent ? kebab(parent[0]) : null })),
])
