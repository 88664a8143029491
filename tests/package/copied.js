// `inglenook <folder>`: what is put there, beside what was there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const FILES = fileURLToPath(new URL('node_modules/inglenook/files', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'inglenook-'));
const folder = join(home, 'public/inglenook');
const copy = () => execFileSync(process.execPath, ['node_modules/inglenook/copy.js', folder]);
const read = (name) => readFileSync(join(folder, name));

copy();
const names = readdirSync(FILES);
assert.ok(names.some((name) => name.endsWith('.wasm')));
assert.deepEqual(readdirSync(folder).sort(), names.flatMap((name) => [name, `${name}.br`, `${name}.gz`]).sort());
for (const name of names) {
  const bytes = readFileSync(join(FILES, name));
  assert.ok(read(name).equals(bytes), name);
  assert.ok(brotliDecompressSync(read(`${name}.br`)).equals(bytes), name);
  assert.ok(gunzipSync(read(`${name}.gz`)).equals(bytes), name);
}

// The next version: what has the same name is replaced with all that belongs to it, and nothing goes.
const [kept] = names.filter((name) => name.endsWith('.wasm'));
const { mtimeMs } = statSync(join(folder, kept));
for (const old of ['panel-old.js', 'inglenook.js', 'inglenook.js.br', 'inglenook.js.gz']) writeFileSync(join(folder, old), 'old');
copy();
assert.equal(String(read('panel-old.js')), 'old');
assert.ok(brotliDecompressSync(read('inglenook.js.br')).equals(read('inglenook.js')));
assert.ok(read('inglenook.js').equals(readFileSync(join(FILES, 'inglenook.js'))));
assert.equal(statSync(join(folder, kept)).mtimeMs, mtimeMs);
rmSync(home, { recursive: true });
