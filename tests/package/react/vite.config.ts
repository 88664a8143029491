import { defineConfig } from 'vite';

declare const process: { env: Record<string, string | undefined> };

// Journeys say where the sandbox is; in what is built they do so later.
const { SANDBOX = 'http://sandbox.invalid' } = process.env;

export default defineConfig({
  plugins: [{ name: 'sandbox', transform: (code) => code.replaceAll('http://sandbox.invalid', SANDBOX) }],
});
