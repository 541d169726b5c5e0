import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { InputError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { jsonFault } from './json-fault.ts';
import { keyOf } from './key-path.ts';

/** One change of a settings document. */
export type Edit =
  | { readonly kind: 'set'; readonly path: readonly string[]; readonly value: unknown }
  | { readonly kind: 'unset'; readonly path: readonly string[] }
  /** To a list; nothing where it is there already. */
  | { readonly kind: 'add'; readonly path: readonly string[]; readonly value: unknown }
  /** From a list. */
  | { readonly kind: 'remove'; readonly path: readonly string[]; readonly value: unknown };

/**
 * The document after an edit. Whatever is not edited stays byte for byte: order of keys, blanks, line ends, numbers as
 * they are written. Null stands for a document that is not there.
 * @throws InputError when the document is no JSON object, or the edit does not fit it.
 */
export function editedText(text: string | null, edit: Edit): string {
  const document = text ?? '{}\n';
  const [mark, body] = document.startsWith('\uFEFF') ? ['\uFEFF', document.slice(1)] : ['', document];
  const root = objectIn(body);
  refuseDoubled(root, edit.path, body);
  const after = applied(body, root, edit);
  return mark + after;
}

function applied(body: string, root: Node, edit: Edit): string {
  const path = [...edit.path];
  const present = findNodeAtLocation(root, path);
  switch (edit.kind) {
    case 'set':
      return present ? replaced(body, present, edit.value) : withMember(body, root, path, edit.value);
    case 'unset':
      return present?.parent ? without(body, present.parent) : body;
    case 'add': {
      if (!present) return withMember(body, root, path, [edit.value]);
      const items = itemsOf(present, path);
      if (items.some((item) => sameJson(body, item, edit.value))) return body;
      return withPart(body, present, jsonLike(body, edit.value, depthOf(present) + 1));
    }
    case 'remove': {
      if (!present) return body;
      const unwanted = itemsOf(present, path).filter((item) => sameJson(body, item, edit.value));
      // From the last to the first, so that earlier places stay what they are.
      return unwanted.toReversed().reduce((left, item) => without(left, item), body);
    }
  }
}

/** The member under the deepest object that is there; what is missing between them is made. */
function withMember(body: string, root: Node, path: readonly string[], value: unknown): string {
  let depth = 0;
  let above = root;
  while (depth < path.length - 1) {
    const next = findNodeAtLocation(above, [path[depth] ?? '']);
    if (!next) break;
    depth += 1;
    above = next;
    if (above.type !== 'object') throw noMembers(path.slice(0, depth));
  }
  const [name = '', ...deeper] = path.slice(depth);
  const whole = deeper.reduceRight<unknown>((inner, each) => ({ [each]: inner }), value);
  const [first] = above.children ?? [];
  const colon = first ? betweenNameAndValue(body, first) : isCompact(body) ? ':' : ': ';
  return withPart(body, above, `${JSON.stringify(name)}${colon}${jsonLike(body, whole, depthOf(above) + 1)}`);
}

function betweenNameAndValue(body: string, { children = [] }: Node): string {
  const [name, value] = children as [Node, Node];
  return body.slice(name.offset + name.length, value.offset);
}

function replaced(body: string, node: Node, value: unknown): string {
  const end = node.offset + node.length;
  return body.slice(0, node.offset) + jsonLike(body, value, depthOf(node)) + body.slice(end);
}

/** One more member or item, set off as the last one is. */
function withPart(body: string, list: Node, part: string): string {
  const children = list.children ?? [];
  const last = children.at(-1);
  if (last) {
    const before = children.at(-2);
    const begins = before ? body.indexOf(',', before.offset + before.length) + 1 : list.offset + 1;
    const gap = body.slice(begins, last.offset);
    const end = last.offset + last.length;
    return `${body.slice(0, end)},${before || gap.includes('\n') || isCompact(body) ? gap : ' '}${part}${body.slice(end)}`;
  }
  const [open, close] = [list.offset + 1, list.offset + list.length - 1];
  if (isCompact(body)) return body.slice(0, open) + part + body.slice(close);
  const depth = depthOf(list);
  return `${body.slice(0, open)}${lineAt(body, depth + 1)}${part}${lineAt(body, depth)}${body.slice(close)}`;
}

/** Without a member or an item, and without the comma that it needed. */
function without(body: string, part: Node): string {
  const siblings = part.parent?.children ?? [];
  const place = siblings.indexOf(part);
  const [before, next] = [siblings[place - 1], siblings[place + 1]];
  const end = part.offset + part.length;
  if (before) return body.slice(0, before.offset + before.length) + body.slice(end);
  if (next) return body.slice(0, part.offset) + body.slice(next.offset);
  const list = part.parent as Node;
  return body.slice(0, list.offset + 1) + body.slice(list.offset + list.length - 1);
}

/** JSON as the file writes it: on one line where it is one, else indented. */
function jsonLike(body: string, value: unknown, depth: number): string {
  if (isCompact(body)) return JSON.stringify(value);
  const [firstLine = '', ...lines] = JSON.stringify(value, null, indentOf(body)).split('\n');
  return [firstLine, ...lines.map((line) => indentOf(body).repeat(depth) + line)].join(lineEnd(body));
}

/** On one line, such as a program writes it; what is empty has no style yet. */
function isCompact(body: string): boolean {
  return !body.trim().includes('\n') && body.trim() !== '{}';
}

function lineAt(body: string, depth: number): string {
  return lineEnd(body) + indentOf(body).repeat(depth);
}

function lineEnd(body: string): string {
  return body.includes('\r\n') ? '\r\n' : '\n';
}

function indentOf(body: string): string {
  return /\n([ \t]+)\S/.exec(body)?.[1] ?? '  ';
}

/** How many objects and lists a part stands in. */
function depthOf({ parent }: Node): number {
  if (!parent) return 0;
  return depthOf(parent) + (parent.type === 'property' ? 0 : 1);
}

function objectIn(body: string): Node {
  const fault = jsonFault(body);
  if (fault !== undefined) {
    throw new InputError('settings_not_json', `The file is no JSON: ${fault}.`, {
      hint: 'Mend it by hand, or write it whole. Claude Code ignores all of it as it is.',
    });
  }
  const root = parseTree(body);
  if (root?.type === 'object') return root;
  throw new InputError('settings_no_object', 'The file holds no JSON object, so Claude Code ignores all of it.', {
    hint: 'Mend it by hand, or write it whole.',
  });
}

/** Of two members with one name Claude Code reads the last, and an edit could meet the other. */
function refuseDoubled(root: Node, path: readonly string[], body: string): void {
  let here: Node | undefined = root;
  for (const [depth, name] of path.entries()) {
    if (here?.type !== 'object') return;
    const named: Node[] = (here.children ?? []).filter(({ children }) => children?.[0]?.value === name);
    const [, second] = named;
    if (second) {
      const line = body.slice(0, second.offset).split('\n').length;
      throw new InputError(
        'settings_key_doubled',
        `The file has ${keyOf(path.slice(0, depth + 1))} twice; the second stands in line ${line}.`,
        { hint: 'Remove one of them by hand: Claude Code reads the last only.' },
      );
    }
    here = named[0]?.children?.[1];
  }
}

function noMembers(path: readonly string[]): InputError {
  return new InputError('settings_no_place', `${keyOf(path)} is no object, so it has no members.`, {
    parameter: 'key',
    hint: `Set ${keyOf(path)} itself.`,
  });
}

function itemsOf(node: Node, path: readonly string[]): Node[] {
  if (node.type === 'array') return node.children ?? [];
  throw new InputError('settings_no_list', `${keyOf(path)} is no list.`, { parameter: 'key', hint: 'Set it instead.' });
}

function sameJson(body: string, { offset, length }: Node, value: unknown): boolean {
  return canonicalJson(JSON.parse(body.slice(offset, offset + length))) === canonicalJson(value);
}
