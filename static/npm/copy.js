#!/usr/bin/env node
// `npx inglenook public/inglenook`: puts the files to host there, and each as brotli and gzip beside it, for servers
// that send those as they are. Older ones stay, for pages that are open.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const FILES = fileURLToPath(new URL('files', import.meta.url));

const [folder, ...more] = process.argv.slice(2);
if (!folder || folder.startsWith('-') || more.length) {
  console.error('inglenook <folder>   copies the files to host there, for example into public/inglenook');
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(FILES)) put(join(folder, name), readFileSync(join(FILES, name)));
}

// The file itself comes last: what is there has the others beside it.
function put(path, bytes) {
  if (existsSync(path) && readFileSync(path).equals(bytes) && existsSync(`${path}.br`) && existsSync(`${path}.gz`)) return;
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(path, bytes);
}
