import { badValue } from '../../../internal/mistakes.ts';

/** How many rows come before those that a cursor asks for. */
export function offsetFrom(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw badValue({
    code: 'cursor_invalid',
    parameter: 'cursor',
    given: cursor,
    complaint: 'is not a cursor of this tool',
    hint: 'Pass the cursor that the answer before gave.',
  });
}
