import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript-api';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { providers } from './providers/index.ts';

/** Shared files that spell a provider's name, and why they may. Everywhere else it is read off `providers`. */
const spelled: Readonly<Record<string, string>> = {
  'catalogue/sections.ts': 'The list of what they bring to the catalogue.',
  'sandbox/index.ts': 'The list of what the sandbox stands for.',
  'walls.ts': 'The names of the SDKs’ packages.',
  'gate/policy/schema.ts': 'An example of a pattern, in an error.',
  'surfaces/cli/commands/propose.ts': 'Examples of input, in help and hints.',
  'surfaces/cli/commands/demo.ts': 'The tour asks questions of organizations that it knows.',
  'surfaces/cli/commands/mcp.ts': 'An example of a family, in help.',
  'surfaces/cli/commands/operations.ts': 'An example of an id, in help.',
  'surfaces/cli/commands/policy.ts': 'Examples of rules, in help and in the policy to begin with.',
  'surfaces/mcp/prompts.ts': 'A prompt names the tools that are named after providers.',
  'surfaces/tools/toolsets.ts': 'Examples of families, in hints.',
};

describe('a provider’s name', () => {
  const names = new Map(
    providers.map(({ id, title }) => [id, new RegExp(`(?<![a-z])(?:${id}|${title})(?![a-z])`, 'i')]),
  );
  const found = sources().flatMap(([file, text]) =>
    wordsIn(file, text).flatMap((word) =>
      [...names].filter(([id, name]) => name.test(word) && !isOwn(file, id)).map(() => ({ file, word })),
    ),
  );

  it('stands as a literal in that provider’s own folders only', () => {
    expect(found.filter(({ file }) => !(file in spelled))).toEqual([]);
  });

  it('may be spelled by no shared file that has no need of it', () => {
    expect(Object.keys(spelled).filter((file) => !found.some((each) => each.file === file))).toEqual([]);
  });

  it('begins, in examples, the id of an operation or of a family that there is', () => {
    const ids = new RegExp(`(?<![\\w.])(?:${[...names.keys()].join('|')})(?:\\.[a-z_]+)+`, 'g');
    const spelledIds = found.flatMap(({ word }) => word.match(ids) ?? []);
    const unknown = spelledIds.filter(
      (id) => !catalogue.some((each) => each.id === id || each.id.startsWith(`${id}.`)),
    );
    expect(spelledIds.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });
});

/** The files that are about one provider and named after it. */
function isOwn(file: string, id: string): boolean {
  const own = [`providers/${id}.ts`, `catalogue/${id}/`, `sandbox/${id}/`, `surfaces/tools/${id}-`];
  return own.some((start) => file.startsWith(start));
}

/** What a file spells: texts, and names of properties. What it imports, and from where, is not among them. */
function wordsIn(file: string, text: string): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
    if (isText || (ts.isIdentifier(node) && isProperty(node))) words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return words;
}

function isProperty(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === name;
  return ts.isShorthandPropertyAssignment(parent) || ts.isBindingElement(parent) || ts.isPropertySignature(parent);
}

function sources(): (readonly [string, string])[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [file, readFileSync(path.join(import.meta.dirname, file), 'utf8')]);
}
