import { InputError } from '../../errors.ts';

/**
 * The members that a dotted key names: `permissions.deny`, and `enabledPlugins."a.b@shop"` where a name has dots.
 * @throws InputError for a key that names nothing.
 */
export function keyPath(key: string): string[] {
  const names: string[] = [];
  const part = /(?:"((?:[^"\\]|\\.)*)"|([^."]+))(\.|$)/y;
  while (part.lastIndex < key.length) {
    const found = part.exec(key);
    if (!found) throw noKey(key);
    const [, quotedName, plain, end] = found;
    names.push(quotedName === undefined ? (plain ?? '') : unquoted(quotedName, key));
    if (end === '.' && part.lastIndex === key.length) throw noKey(key);
  }
  if (names.length === 0 || names.some((name) => name === '')) throw noKey(key);
  return names;
}

/** The key that names these members. */
export function keyOf(names: readonly (string | number)[]): string {
  return names.map((name) => (/^[^."]+$/.test(String(name)) ? String(name) : JSON.stringify(String(name)))).join('.');
}

function unquoted(text: string, key: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw noKey(key);
  }
}

function noKey(key: string): InputError {
  return new InputError('settings_key', `«${key.slice(0, 80)}» is no key of settings.`, {
    parameter: 'key',
    hint: 'Write names with dots between, such as permissions.deny; a name that has dots stands in double quotes.',
  });
}
