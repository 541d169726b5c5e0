import { get, type Route } from '../../engine/route.ts';
import { organization } from './record.ts';

export const organizationRoutes: readonly Route[] = [
  get('/v1/organizations/me', {}, ({ store }) => {
    const { id, name } = store.read(organization);
    return { id, name, type: 'organization' };
  }),
];
