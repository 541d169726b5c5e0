import type { ReportId } from '../../catalogue/typed.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { reportRows, reportTable } from '../views/report.ts';
import type { Report } from './report.ts';

/** A report as a program reads it. */
export function reportOf<Id extends ReportId>(result: ReportResult): Report<Id> {
  const { title, rows } = reportRows(result);
  const { rows: groups, total, notes } = reportTable(result, false);
  const { from, until } = result.period;
  // Views name columns at run time; the types say the same of the report whose id they were made from.
  const typed = { rows, groups, total } as unknown as Pick<Report<Id>, 'rows' | 'groups' | 'total'>;
  return { title, since: new Date(from).toISOString(), until: new Date(until).toISOString(), ...typed, notes };
}
