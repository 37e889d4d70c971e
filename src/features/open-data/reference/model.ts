/** What the reference reads of an OpenAPI 3.1 document. */
export type OpenApiDocument = {
  tags?: { name: string; description?: string }[]
  paths?: Record<string, unknown>
  components?: { schemas?: Record<string, unknown> }
}

/** The part of JSON Schema that the API's description uses. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  description?: string
  default?: unknown
  example?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  pattern?: string
}

export type Parameter = {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
  example?: unknown
}
type Body = { description?: string; content?: Record<string, { schema?: Schema }> }
type OperationObject = {
  operationId?: string
  tags?: string[]
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: Body
  responses?: Record<string, Body>
}

export type Operation = {
  id: string
  tag: string
  method: string
  path: string
  summary: string
  description: string | null
  parameters: Parameter[]
  body: Schema | null
  answers: { status: string; description: string; schema: Schema | null }[]
}

export type Group = { name: string; description: string; operations: Operation[] }

/** The description in the order in which it is read: groups, their operations, each with what it takes and gives. */
export function groupsOf(document: OpenApiDocument): Group[] {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, OperationObject>).map(([method, operation]) =>
      operationOf(method, path, operation),
    ),
  )
  return (document.tags ?? []).map((tag) => ({
    name: tag.name,
    description: tag.description ?? '',
    operations: operations.filter((operation) => operation.tag === tag.name),
  }))
}

function operationOf(method: string, path: string, operation: OperationObject): Operation {
  return {
    id: operation.operationId ?? `${method} ${path}`,
    tag: operation.tags?.[0] ?? '',
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    description: operation.description ?? null,
    parameters: operation.parameters ?? [],
    body: schemaIn(operation.requestBody),
    answers: Object.entries(operation.responses ?? {}).map(([status, answer]) => ({
      status,
      description: answer.description ?? '',
      schema: schemaIn(answer),
    })),
  }
}

function schemaIn(body: Body | undefined): Schema | null {
  return Object.values(body?.content ?? {})[0]?.schema ?? null
}

export function schemasOf(document: OpenApiDocument): [string, Schema][] {
  return Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>)
}

/** 'Plan' of '#/components/schemas/Plan'. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}

/** A type in a few words; names of other schemas stand in `refs`, in the order of their mention. */
export function shapeOf(schema: Schema): { words: string; refs: string[] } {
  if (schema.$ref) return { words: nameOfRef(schema.$ref), refs: [nameOfRef(schema.$ref)] }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return joined(choices, ' | ')
  if (schema.allOf) return joined(schema.allOf, ' & ')
  if (schema.enum) return { words: schema.enum.map((value) => JSON.stringify(value)).join(' | '), refs: [] }
  if (schema.const !== undefined) return { words: JSON.stringify(schema.const), refs: [] }
  if (schema.items) {
    const { words, refs } = shapeOf(schema.items)
    return { words: `${words}[]`, refs }
  }
  const types = [schema.type ?? 'object']
    .flat()
    .map((type) => (type === 'string' && schema.format ? `${type} (${schema.format})` : type))
  return { words: types.join(' | '), refs: [] }
}

function joined(schemas: readonly Schema[], mark: string) {
  const shapes = schemas.map(shapeOf)
  return { words: shapes.map((shape) => shape.words).join(mark), refs: shapes.flatMap((shape) => shape.refs) }
}

export type Row = { name: string; required: boolean; schema: Schema }

/** The members of an object, those of objects inside it by a path: 'publication.approvedBy', 'keyActions[].code'. */
export function rowsOf(schema: Schema, prefix = ''): Row[] {
  const parts = schema.allOf ?? [schema]
  return parts.flatMap((part) =>
    Object.entries(part.properties ?? {}).flatMap(([name, member]) => {
      const path = prefix + name
      const inner = member.properties
        ? rowsOf(member, `${path}.`)
        : member.items?.properties
          ? rowsOf(member.items, `${path}[].`)
          : []
      return [{ name: path, required: part.required?.includes(name) ?? false, schema: member }, ...inner]
    }),
  )
}

/** The operation as one types it in a terminal, with the examples of its parameters. */
export function curlOf(baseUrl: string, operation: Operation): string {
  const exampleOf = (parameter: Parameter) =>
    encodeURIComponent(String(parameter.example ?? parameter.schema?.example ?? parameter.name))
  let path = operation.path
  for (const parameter of operation.parameters) {
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, exampleOf(parameter))
  }
  const query = operation.parameters.filter(
    (one) => one.in === 'query' && (one.example ?? one.schema?.example) !== undefined,
  )
  const text = query.map((one) => `${one.name}=${exampleOf(one)}`).join('&')
  const address = `'${baseUrl}${path}${text === '' ? '' : `?${text}`}'`
  if (operation.method === 'GET') return `curl ${address}`
  return [
    `curl -X ${operation.method} ${address} \\`,
    `  -H 'Origin: ${baseUrl}' -b 'tequio.session=…' \\`,
    `  -H 'Content-Type: application/json' -H 'If-Match: "…"' \\`,
    `  -d '{"document": {…}, "reason": "…"}'`,
  ].join('\n')
}
