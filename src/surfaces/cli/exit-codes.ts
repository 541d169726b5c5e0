import type { ErrorKind } from '../../errors.ts';

/** What the process ends with. `docs/reference/errors.md` is generated from this. */
export const exitCodes: Readonly<Record<ErrorKind, number>> & { readonly interrupted: 130 } = {
  defect: 1,
  input: 2,
  config: 3,
  credential: 4,
  policy: 5,
  not_found: 6,
  provider: 7,
  connection: 8,
  interrupted: 130,
};

export const exitCodeMeanings: Readonly<Record<ErrorKind, string>> = {
  defect: 'A defect of Steward itself; please report it.',
  input: 'The command or its input is wrong; nothing was sent.',
  config: 'A configuration file or variable is wrong.',
  credential: 'A key is missing, refused, of the wrong kind, or lacks a scope.',
  policy: 'Policy or the gate refuses it.',
  not_found: 'The provider has no such thing.',
  provider: 'The provider refused or failed, or its answer could not be read.',
  connection: 'The provider could not be reached.',
};
