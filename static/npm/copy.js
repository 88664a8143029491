#!/usr/bin/env node
// `npx inglenook public/inglenook`: puts the files to host there. Older ones stay, for pages that are open.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [folder, ...more] = process.argv.slice(2);
if (!folder || folder.startsWith('-') || more.length) {
  console.error('inglenook <folder>   copies the files to host there, for example into public/inglenook');
  process.exitCode = 2;
} else {
  cpSync(fileURLToPath(new URL('files', import.meta.url)), folder, { recursive: true });
}
