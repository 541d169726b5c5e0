import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Record<string, Json> };
  readonly info: { readonly 'x-additions'?: Additions };
}

interface Additions {
  readonly schema_fields: Readonly<Record<string, Json>>;
  readonly enum_values: Readonly<Record<string, readonly string[]>>;
}

const folder = path.resolve('../shared/reference');
const files = ['openai-openapi.json', 'openai-openapi-additions.json'].map((name) => path.join(folder, name));

/** False in a clone that stands without the API descriptions. */
export const hasDescriptions = files.every((file) => existsSync(file));

interface Template {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  readonly pointer: string;
  readonly file: string;
}

/** OpenAI's published API description and what is newer than it, ready to hold answers against. */
export class OpenApi {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  readonly #templates: Template[] = [];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    const [base, additions] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Description);
    if (!base || !additions) throw new Error('no API descriptions');
    extend(base, additions.info['x-additions']);
    this.#add('base', base);
    this.#add('additions', additions);
  }

  /** The template that a request belongs to, such as `GET /organization/projects/{project_id}`. */
  operationOf(method: string, pathname: string): string | undefined {
    const found = this.#find(method, pathname);
    return found && `${found.method} ${found.template}`;
  }

  /** What is wrong with an answer, in words; empty when nothing is. */
  mistakesIn(method: string, pathname: string, answer: unknown): string[] {
    const found = this.#find(method, pathname);
    if (!found) return [`${method} ${pathname} is not described`];
    const validate = this.#validatorOf(found);
    if (validate(answer)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #find(method: string, pathname: string): Template | undefined {
    return this.#templates.find((each) => each.method === method && each.pattern.test(pathname));
  }

  #validatorOf({ file, pointer }: Template): ValidateFunction {
    const reference = `${file}#${pointer}`;
    const known = this.#validators.get(reference) ?? this.#ajv.compile({ $ref: reference });
    this.#validators.set(reference, known);
    return known;
  }

  #add(name: string, description: Description): void {
    this.#ajv.addSchema({ ...description, $id: name } as object);
    for (const [template, methods] of Object.entries(description.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const status = Object.keys((operation['responses'] as Json | undefined) ?? {}).find((code) =>
          code.startsWith('2'),
        );
        if (!status) continue;
        const parts = ['paths', template, method, 'responses', status, 'content', 'application/json', 'schema'];
        this.#templates.push({
          method: method.toUpperCase(),
          template,
          pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
          pointer: parts
            .map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
            .join(''),
          file: name,
        });
      }
    }
    this.#templates.sort((a, b) => a.template.split('{').length - b.template.split('{').length);
  }
}

/** Puts fields and members that are newer than the published description into it. */
function extend({ components: { schemas } }: Description, additions: Additions | undefined): void {
  for (const [name, fields] of Object.entries(additions?.schema_fields ?? {})) {
    const schema = schemas[name];
    if (schema) schema['properties'] = { ...(schema['properties'] as Json | undefined), ...fields };
  }
  for (const [name, members] of Object.entries(additions?.enum_values ?? {})) {
    const schema = schemas[name];
    if (schema && Array.isArray(schema['enum'])) schema['enum'] = [...(schema['enum'] as unknown[]), ...members];
  }
}
