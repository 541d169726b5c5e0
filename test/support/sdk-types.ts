import path from 'node:path';
import ts from 'typescript-api';
import type { SdkMethod } from './sdk-methods.ts';

type Method = Pick<SdkMethod, 'provider' | 'accessor' | 'answersAs'>;

/**
 * Answers held against the SDK's own types. The compiler reads what each method promises; a value that lacks a field,
 * has one that the type does not know, or holds something of another type is said with its place.
 */
export class SdkTypes {
  readonly #checker: ts.TypeChecker;
  readonly #file: ts.SourceFile;
  readonly #clients: ts.Type;

  constructor() {
    const file = path.resolve('test/support/virtual-client.ts');
    const host = ts.createCompilerHost({});
    const readSource = host.getSourceFile.bind(host);
    const exists = host.fileExists.bind(host);
    const text = [
      `import { Anthropic } from '@anthropic-ai/sdk';`,
      `import { OpenAI } from 'openai';`,
      'export declare const clients: { readonly anthropic: Anthropic; readonly openai: OpenAI };',
    ].join('\n');
    host.getSourceFile = (name, version) =>
      name === file ? ts.createSourceFile(name, text, version) : readSource(name, version);
    host.fileExists = (name) => name === file || exists(name);
    const program = ts.createProgram([file], { ...compilerOptions }, host);
    const source = program.getSourceFile(file);
    if (!source) throw new Error('no source for the SDK clients');
    this.#file = source;
    this.#checker = program.getTypeChecker();
    const [declaration] = source.statements
      .filter(ts.isVariableStatement)
      .flatMap((each) => each.declarationList.declarations);
    this.#clients = this.#checker.getTypeAtLocation(declaration as ts.Node);
  }

  /** What is wrong with the answer of a method. */
  mistakesIn(method: Method, answer: unknown): string[] {
    const { whole, item } = this.#promisedBy(method);
    if (item) {
      const { data } = answer as { data: unknown[] };
      return data.flatMap((each, index) => this.#compare(item, each, `data[${index}]`));
    }
    return whole ? this.#compare(whole, answer, 'answer') : [];
  }

  /** Every value that a method's answer may hold, as dotted paths; what is in a list stands under the list's name. */
  fieldsOf(method: Method): string[] {
    const { whole, item } = this.#promisedBy(method);
    const promised = item ?? whole;
    const within = item ? ['data'] : [];
    return promised ? [...new Set(this.#leaves(promised, within))].sort() : [];
  }

  #promisedBy({ provider, accessor, answersAs = accessor }: Method): {
    readonly whole?: ts.Type;
    readonly item?: ts.Type;
  } {
    const method = [provider, ...answersAs.split('.')].reduce(
      (type, name) => this.#property(type, name),
      this.#clients,
    );
    const [signature] = method.getCallSignatures();
    if (!signature) throw new Error(`${accessor} is not a method`);
    const [whole, item] = this.#checker.getTypeArguments(signature.getReturnType() as ts.TypeReference);
    return { ...(whole && { whole }), ...(item && { item }) };
  }

  #leaves(type: ts.Type, path: readonly string[]): string[] {
    if (type.isUnion()) return type.types.flatMap((each) => this.#leaves(each, path));
    if (this.#checker.isArrayType(type))
      return this.#checker.getTypeArguments(type as ts.TypeReference).flatMap((each) => this.#leaves(each, path));
    if (!(type.flags & ts.TypeFlags.Object) || path.length > 6) return [path.join('.')];
    if (type.getProperties().length === 0) return [path.join('.')];
    return type
      .getProperties()
      .filter(({ name }) => !name.startsWith('_'))
      .flatMap((property) => this.#leaves(this.#typeOf(property), [...path, property.name]));
  }

  #compare(type: ts.Type, value: unknown, where: string): string[] {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [];
    if (type.isUnion()) return this.#compareUnion(type, value, where);
    if (type.flags & ts.TypeFlags.Null) return value === null ? [] : [`${where} should be null`];
    if (type.isStringLiteral())
      return value === type.value ? [] : [`${where} should be «${type.value}», and is ${JSON.stringify(value)}`];
    if (type.flags & ts.TypeFlags.BooleanLike)
      return typeof value === 'boolean' ? [] : [`${where} should be a boolean`];
    if (type.flags & ts.TypeFlags.NumberLike) return typeof value === 'number' ? [] : [`${where} should be a number`];
    if (type.flags & ts.TypeFlags.StringLike) return typeof value === 'string' ? [] : [`${where} should be text`];
    if (this.#checker.isArrayType(type)) return this.#compareList(type, value, where);
    return this.#compareObject(type, value, where);
  }

  /** The branch that fits best speaks for the union. */
  #compareUnion(type: ts.UnionType, value: unknown, where: string): string[] {
    const outcomes = type.types
      .filter((each) => !(each.flags & ts.TypeFlags.Undefined))
      .map((each) => this.#compare(each, value, where))
      .sort((a, b) => a.length - b.length);
    return outcomes[0] ?? [];
  }

  #compareList(type: ts.Type, value: unknown, where: string): string[] {
    if (!Array.isArray(value)) return [`${where} should be a list`];
    const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
    return item ? value.flatMap((each, index) => this.#compare(item, each, `${where}[${index}]`)) : [];
  }

  #compareObject(type: ts.Type, value: unknown, where: string): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${where} should be an object`];
    const record = value as Record<string, unknown>;
    const properties = type.getProperties().filter(({ name }) => !name.startsWith('__'));
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const known = new Set(properties.map(({ name }) => name));
    return [
      ...properties.flatMap((property) => {
        if (property.name in record)
          return this.#compare(this.#typeOf(property), record[property.name], `${where}.${property.name}`);
        return property.flags & ts.SymbolFlags.Optional ? [] : [`${where}.${property.name} is missing`];
      }),
      ...Object.keys(record)
        .filter((name) => !known.has(name))
        .flatMap((name) =>
          index ? this.#compare(index, record[name], `${where}.${name}`) : [`${where}.${name} is unknown to the SDK`],
        ),
    ];
  }

  #property(type: ts.Type, name: string): ts.Type {
    const property = type.getProperty(name);
    if (!property) throw new Error(`the SDK clients have no ${name}`);
    return this.#typeOf(property);
  }

  #typeOf(property: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbolAtLocation(property, this.#file);
  }
}

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
};
