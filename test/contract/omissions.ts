/** SDK methods that the catalogue leaves out, by accessor, each with its reason. None at present. */
export const omissions: Readonly<Record<string, string>> = {};
