// `cargo xtask dist` appends this to the panel's module, and exports it in place of `__wbg_init`: no
// WebAssembly is run but the two files that the module was packed with.
const DIGEST = 'SHA-256, in base64';
const DIGEST_OF_REST = 'SHA-256 of the rest, in base64';

const beside = (name) => import.meta.url.replace(/panel(-[\w-]+)\.js\?*$/, name + '$1.wasm');

async function compiled(wasm, expected) {
  const copy = wasm.clone();
  // Compiled while it arrives; one that is served as another type is compiled afterwards.
  const early = WebAssembly.compileStreaming(wasm).catch(() => {});
  const bytes = await copy.arrayBuffer();
  // Where a page did not come encrypted there are no digests, and its module can be forged just as well.
  const digest = crypto.subtle && new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (digest && btoa(String.fromCharCode(...digest)) !== expected) throw Error('not the WebAssembly that belongs to this module');
  return await early || await WebAssembly.compile(bytes);
}

async function checked({ module_or_path: given = beside('panel') } = {}) {
  const wasm = await (typeof given === 'string' || given instanceof URL || given instanceof Request ? fetch(given) : given);
  // Who has compiled it, or holds its bytes, has had it in hand before.
  const started = await __wbg_init({ module_or_path: wasm instanceof Response ? await compiled(wasm, DIGEST) : wasm });
  // It comes behind the first file, before anybody waits for it; who does so tells if it did not come.
  bring().catch(() => {});
  return started;
}

let rest;

// One that did not come can be asked for again.
const bring = () => rest ??= fetched().catch((error) => { rest = null; throw error; });

async function fetched() {
  const response = await fetch(beside('rest'), { priority: 'low', signal: AbortSignal.timeout(6e4) });
  if (!response.ok) throw Error(response.status);
  return compiled(response, DIGEST_OF_REST);
}

// What the WebAssembly imports to get at its rest, which imports what it shares with it.
const import1 = {
  async __wasm_split_load_rest(answer, data) {
    let came = true;
    try {
      await WebAssembly.instantiate(await bring(), { __wasm_split: wasm });
    } catch ({ message }) {
      came = false;
      console.error(`inglenook: ${beside('rest')}: ${message}`);
    }
    wasm.__indirect_function_table.get(answer)(data, came);
  },
};
