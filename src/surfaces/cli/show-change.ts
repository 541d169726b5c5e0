import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { planOf } from '../views/plan.ts';
import type { Context } from './context.ts';
import { type FormatOptions, formatOf, writeRecord } from './output.ts';
import { renderPlan } from './render/plan.ts';

/** A change as it stands: its plan for people, itself for programs. */
export function showChange(view: ChangeView, options: FormatOptions, { terminal }: Context): void {
  const format = formatOf(options);
  if (format === 'table') terminal.out.write(renderPlan(terminal, planOf(view, new Date())));
  else writeRecord(terminal, format, view);
}
