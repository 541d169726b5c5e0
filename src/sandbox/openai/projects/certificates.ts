import { certificateRoutesOf } from '../certificates.ts';
import { ofProject } from '../scope.ts';

export const projectCertificateRoutes = certificateRoutesOf(ofProject);
