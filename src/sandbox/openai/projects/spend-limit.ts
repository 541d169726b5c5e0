import { ofProject } from '../scope.ts';
import { spendLimitRoutesOf } from '../spend-limit.ts';

export const projectSpendLimitRoutes = spendLimitRoutesOf(ofProject);
