import { ofProject } from '../scope.ts';
import { spendAlertRoutesOf } from '../spend-alerts.ts';

export const projectSpendAlertRoutes = spendAlertRoutesOf(ofProject);
