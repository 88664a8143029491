import { fileURLToPath } from 'node:url';

export default {
  output: 'export',
  // What is installed is beside all applications.
  turbopack: { root: fileURLToPath(new URL('..', import.meta.url)) },
};
