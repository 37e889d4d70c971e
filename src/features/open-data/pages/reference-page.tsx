import type { C } from '../../../platform/http/env.ts'
import { Details } from '../../../ui/Details.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { openDataPaths } from '../paths.ts'
import {
  curlOf,
  type Group,
  groupsOf,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Row,
  rowsOf,
  type Schema,
  schemasOf,
  shapeOf,
} from '../reference/model.ts'

/** The API as people read it, drawn from the same document that programs read. */
export function ReferencePage({ c, description }: { c: C; description: OpenApiDocument }) {
  const { t, deps } = c.var
  const groups = groupsOf(description)
  return (
    <Page
      c={c}
      title={t('api.title')}
      description={t('api.lead')}
      crumbs={[{ label: t('open-data.title'), href: openDataPaths.home() }, { label: t('api.title') }]}
    >
      <h1>{t('api.title')}</h1>
      <p>{t('api.lead')}</p>
      <p>{t('api.rules')}</p>
      <p>
        <a href={openDataPaths.openapi()} type="application/json">
          {t('api.document')}
        </a>
      </p>
      <Contents groups={groups} label={t('api.contents')} />
      <div lang="en" class="stack">
        {groups.map((group) => (
          <section aria-labelledby={`group-${group.name}`} class="stack">
            <h2 id={`group-${group.name}`}>{group.name}</h2>
            <p>{group.description}</p>
            {group.operations.map((operation) => (
              <OperationCard c={c} operation={operation} baseUrl={deps.config.baseUrl} />
            ))}
          </section>
        ))}
        <h2 id="schemas">Schemas</h2>
        {schemasOf(description).map(([name, schema]) => (
          <SchemaSection name={name} schema={schema} />
        ))}
      </div>
    </Page>
  )
}

function Contents({ groups, label }: { groups: readonly Group[]; label: string }) {
  return (
    <nav aria-label={label} lang="en">
      <ul>
        {groups.flatMap((group) =>
          group.operations.map((operation) => (
            <li>
              <a href={`#${operation.id}`}>{operation.summary}</a>
            </li>
          )),
        )}
        <li>
          <a href="#schemas">Schemas</a>
        </li>
      </ul>
    </nav>
  )
}

function OperationCard({ c, operation, baseUrl }: { c: C; operation: Operation; baseUrl: string }) {
  return (
    <article class="card" aria-labelledby={operation.id}>
      <h3 id={operation.id} class="card-title">
        {operation.summary}
      </h3>
      <p>
        <code>
          <b>{operation.method}</b> {operation.path}
        </code>
      </p>
      {operation.description ? (
        <p>
          <Marked text={operation.description} />
        </p>
      ) : null}
      {operation.parameters.length > 0 ? <Parameters operation={operation} /> : null}
      {operation.body ? (
        <p>
          Body: <Shape schema={operation.body} />
        </p>
      ) : null}
      <Table
        id={`${operation.id}-answers`}
        caption={`Answers of ${operation.id}`}
        captionHidden
        rows={operation.answers}
        columns={[
          { key: 'status', label: 'Answer', cell: (answer) => <code>{answer.status}</code> },
          {
            key: 'schema',
            label: 'Content',
            cell: (answer) => <Typed schema={answer.schema} about={answer.description} />,
          },
        ]}
      />
      <Details summary={c.var.t('api.example')}>
        <pre tabindex={0}>
          <code>{curlOf(baseUrl, operation)}</code>
        </pre>
      </Details>
    </article>
  )
}

function Parameters({ operation }: { operation: Operation }) {
  return (
    <Table<Parameter>
      id={`${operation.id}-parameters`}
      caption={`Parameters of ${operation.id}`}
      captionHidden
      rows={operation.parameters}
      columns={[
        {
          key: 'name',
          label: 'Parameter',
          cell: (one) => (
            <>
              <code>{one.name}</code>
              <span class="cell-note">{`${one.in}${one.required ? ', required' : ''}`}</span>
            </>
          ),
        },
        {
          key: 'type',
          label: 'Type',
          cell: (one) => <Typed schema={one.schema ?? null} about={aboutParameter(one)} />,
        },
      ]}
    />
  )
}

function aboutParameter({ description, schema }: Parameter): string {
  const standard = schema?.default === undefined ? [] : [`Default: ${JSON.stringify(schema.default)}.`]
  return [description ?? schema?.description ?? '', ...standard].filter(Boolean).join(' ')
}

function SchemaSection({ name, schema }: { name: string; schema: Schema }) {
  const rows = rowsOf(schema)
  return (
    <section aria-labelledby={`schema-${name}`}>
      <h3 id={`schema-${name}`}>{name}</h3>
      {schema.description ? (
        <p>
          <Marked text={schema.description} />
        </p>
      ) : null}
      <Table<Row>
        id={`schema-${name}-members`}
        caption={`Members of ${name}`}
        captionHidden
        dense
        rows={rows}
        columns={[
          {
            key: 'name',
            label: 'Member',
            cell: (row) => (
              <>
                <code>{row.name}</code>
                {row.required ? null : <span class="cell-note">may be left out</span>}
              </>
            ),
          },
          {
            key: 'type',
            label: 'Type',
            cell: (row) => <Typed schema={row.schema} about={row.schema.description ?? ''} isFolded />,
          },
        ]}
      />
    </section>
  )
}

/** A type, and under it what it means. */
function Typed({ schema, about, isFolded }: { schema: Schema | null; about: string; isFolded?: boolean }) {
  return (
    <>
      {schema ? <Shape schema={schema} isFolded={isFolded === true} /> : null}
      {about === '' ? null : (
        <span class="cell-note">
          <Marked text={about} />
        </span>
      )}
    </>
  )
}

/** Descriptions are Markdown; the only mark they use is `code`. */
function Marked({ text }: { text: string }) {
  return <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code>{piece}</code> : piece))}</>
}

/** The type in a few words; folded, an object’s members follow as rows of their own. Schemas it names are links to their section. */
function Shape({ schema, isFolded = false }: { schema: Schema; isFolded?: boolean }) {
  const { words, refs } = shapeOf(schema)
  const [only] = refs
  if (only !== undefined && refs.length === 1) {
    return (
      <code>
        <a href={`#schema-${only}`}>{words}</a>
      </code>
    )
  }
  const inner = rowsOf(schema)
  if (!isFolded && inner.length > 0 && schema.type === 'object') {
    return (
      <code>
        {'{ '}
        {inner.map((row, index) => (
          <>
            {index > 0 ? ', ' : ''}
            {row.name}: <Shape schema={row.schema} />
          </>
        ))}
        {' }'}
      </code>
    )
  }
  return <code>{words}</code>
}
