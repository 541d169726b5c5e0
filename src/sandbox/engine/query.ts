/**
 * Query strings as the SDKs and plain tools write them: `a=1`, a list as `a[]=1&a[]=2` or as a repeated `a=1&a=2`, and
 * one level of nesting as `a[b]=1`. A name that stands once is a string here; a schema decides what it means.
 */
export type QueryValue = string | string[] | { [key: string]: string };

export function parseQuery(text: string): Record<string, QueryValue> {
  const parsed: Record<string, QueryValue> = {};
  if (text === '') return parsed;
  for (const [name, value] of new URLSearchParams(text)) {
    const open = name.indexOf('[');
    if (open > 0 && name.endsWith('[]')) append(parsed, name.slice(0, -2), value);
    else if (open > 0 && name.endsWith(']')) nest(parsed, name.slice(0, open), name.slice(open + 1, -1), value);
    else if (Object.hasOwn(parsed, name)) append(parsed, name, value);
    else parsed[name] = value;
  }
  return parsed;
}

function append(parsed: Record<string, QueryValue>, name: string, value: string): void {
  const present = parsed[name];
  if (Array.isArray(present)) present.push(value);
  else if (typeof present === 'string') parsed[name] = [present, value];
  else parsed[name] = [value];
}

function nest(parsed: Record<string, QueryValue>, name: string, key: string, value: string): void {
  const present = parsed[name];
  if (typeof present === 'object' && !Array.isArray(present)) present[key] = value;
  else parsed[name] = { [key]: value };
}
