/** The API's description in OpenAPI 3.1, made from the routes themselves. */
import { z } from 'zod';
import { type Access, isRaw, type Route } from './route.ts';
import { problem } from './schema/common.ts';
import { evidence, milestone, milestoneCommandDone, milestoneRow, movePreview } from './schema/milestones.ts';
import { commandDone, project, projectRow } from './schema/projects.ts';
import { event, inboxItem, message, messageRow } from './schema/records.ts';
import { importDone, importPreview, organisation, person, personRow, registerSummary } from './schema/register.ts';
import { report } from './schema/report.ts';
import { me, user } from './schema/users.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Answers that have a name of their own in the description. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Problem: problem,
  Me: me,
  User: user,
  ProjectRow: projectRow,
  Project: project,
  CommandDone: commandDone,
  MilestoneRow: milestoneRow,
  Milestone: milestone,
  MilestoneCommandDone: milestoneCommandDone,
  MovePreview: movePreview,
  Evidence: evidence,
  Report: report,
  PersonRow: personRow,
  Person: person,
  Organisation: organisation,
  ImportPreview: importPreview,
  ImportDone: importDone,
  RegisterSummary: registerSummary,
  InboxItem: inboxItem,
  Event: event,
  MessageRow: messageRow,
  Message: message,
};

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

function without(schema: JsonSchema, ...names: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
}

function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'output' });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, without({ ...schema }, '$schema', '$id', 'id')]),
  );
}

/** A schema in place, or the reference to it where it has a name. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const name = Object.keys(NAMED).find((key) => NAMED[key] === schema);
  if (name) return reference(name);
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodType)
    return { type: 'array', items: schemaOf(schema.element, io) };
  return without({ ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) }, '$schema');
}

function propertiesOf(schema: z.ZodType): readonly { name: string; schema: JsonSchema; required: boolean }[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    schema: typeof property === 'object' ? { ...property } : {},
    required: json.required?.includes(name) ?? false,
  }));
}

const parameter = (name: string, where: 'path' | 'query' | 'header', required: boolean, rest: object): object => ({
  name,
  in: where,
  required,
  ...rest,
});

function parametersOf(route: Route): object[] {
  const path = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) =>
    parameter(String(name), 'path', true, { schema: { type: 'string' } }),
  );
  const key = route.idempotent
    ? [
        parameter('Idempotency-Key', 'header', true, {
          description: 'A new one for every new command; the same one again gets the recorded answer.',
          schema: { type: 'string', minLength: 8, maxLength: 200 },
        }),
      ]
    : [];
  const query = route.query
    ? propertiesOf(route.query).map(({ name, schema, required }) => parameter(name, 'query', required, { schema }))
    : [];
  return [...path, ...key, ...query, ...(route.list ? listParameters(route.list) : [])];
}

function listParameters(list: NonNullable<Route['list']>): object[] {
  const json = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } });
  return [
    parameter('sort', 'query', false, {
      description: `\`["field","ASC"]\`; by default \`["${list.sorts[0]}","${list.defaultOrder}"]\`.`,
      ...json({
        type: 'array',
        prefixItems: [{ enum: list.sorts }, { enum: ['ASC', 'DESC'] }],
        minItems: 2,
        maxItems: 2,
      }),
    }),
    parameter('range', 'query', false, {
      description: '`[first,last]`, counted from 0; at most 1000 rows.',
      ...json({ type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 }),
    }),
    parameter('filter', 'query', false, json(schemaOf(list.filters, 'input'))),
  ];
}

function bodyOf(route: Route): object {
  if (!route.body && !route.upload) return {};
  const upload = route.upload
    ? {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: {
              ...Object.fromEntries(propertiesOf(route.upload).map(({ name, schema }) => [name, schema])),
              file: { type: 'string', contentMediaType: 'application/octet-stream' },
            },
            required: [
              ...propertiesOf(route.upload)
                .filter(({ required }) => required)
                .map(({ name }) => name),
              'file',
            ],
          },
        },
      }
    : {};
  return {
    requestBody: {
      required: true,
      content: {
        ...(route.body && { 'application/json': { schema: schemaOf(route.body, 'input') } }),
        ...upload,
      },
    },
  };
}

function answerOf(route: Route): object {
  const { answer, list } = route;
  if (answer === null) return { description: 'Done.' };
  if (isRaw(answer)) return { description: 'Done.', content: { [answer.produces]: { schema: { type: 'string' } } } };
  return {
    description: 'Done.',
    ...(list && {
      headers: { 'Content-Range': { description: '`name first-last/total`', schema: { type: 'string' } } },
    }),
    content: { 'application/json': { schema: schemaOf(answer, 'output') } },
  };
}

/** Who may use a route, in a sentence. */
function accessInWords(access: Access): string {
  switch (access.who) {
    case 'anyone':
      return 'Anyone.';
    case 'signed-in':
      return 'Everybody who is signed in; they see their own projects, administrators all.';
    case 'administrator':
      return 'Administrators.';
    case 'member': {
      const roles = access.roles?.join(', ') ?? 'every member';
      const who = access.roles && !access.administrators ? roles : `${roles} and administrators`;
      return `Of the ${access.object}’s project: ${who}. To everybody else it does not exist.`;
    }
  }
}

function operationOf(route: Route): object {
  const problems = { 'application/problem+json': { schema: reference('Problem') } };
  return {
    operationId: `${route.method}${route.path.replace(/[^A-Za-z0-9]+(\w)?/g, (_, letter?: string) => letter?.toUpperCase() ?? '')}`,
    summary: route.summary,
    description: accessInWords(route.access),
    tags: [route.tag],
    ...(parametersOf(route).length > 0 && { parameters: parametersOf(route) }),
    ...bodyOf(route),
    responses: {
      [String(route.status)]: answerOf(route),
      default: { description: 'Why not, in words (RFC 9457).', content: problems },
    },
    security: route.access.who === 'anyone' ? [] : [{ session: [] }],
  };
}

/** @param version of the program */
export function describeApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Jalon',
      version,
      description:
        'Lists speak the dialect of ra-data-simple-rest. Commands are POST with an Idempotency-Key. ' +
        'Problems are RFC 9457 documents in Romanian or English.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'jalon' } },
    },
  };
}
