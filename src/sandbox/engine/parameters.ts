import { z } from 'zod';

/** Schemas for what stands in a query string, where everything arrives as text. */

/** A whole number between bounds, with the value used when it is absent. */
export function count(bounds: { least?: number; most: number; usual: number }) {
  const { least = 1, most, usual } = bounds;
  return z
    .string()
    .regex(/^-?\d+$/, 'should be a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(usual);
}

/** A whole number without a default. */
export function integer() {
  return z
    .string()
    .regex(/^-?\d+$/, 'should be a whole number')
    .transform(Number);
}

/** `true` or `false`. */
export function flag() {
  return z.enum(['true', 'false']).transform((text) => text === 'true');
}

/** A list, also when it holds one value and was written without brackets. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item));
}
