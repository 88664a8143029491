// `cargo xtask dist` appends this to the panel's module, and exports it in place of `__wbg_init`: no
// WebAssembly is run but the one that the module was packed with.
const DIGEST = 'SHA-256, in base64';

async function checked({ module_or_path: given = import.meta.url.replace(/\.js\?*$/, '.wasm') } = {}) {
  const wasm = await (typeof given === 'string' || given instanceof URL || given instanceof Request ? fetch(given) : given);
  // Who has compiled it, or holds its bytes, has had it in hand before.
  if (!(wasm instanceof Response)) return __wbg_init({ module_or_path: wasm });
  const copy = wasm.clone();
  // Compiled while it arrives; one that is served as another type is compiled afterwards.
  const early = WebAssembly.compileStreaming(wasm).catch(() => {});
  const bytes = await copy.arrayBuffer();
  // Where a page did not come encrypted there are no digests, and its module can be forged just as well.
  const digest = crypto.subtle && new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (digest && btoa(String.fromCharCode(...digest)) !== DIGEST) throw Error('not the WebAssembly that belongs to this module');
  return __wbg_init({ module_or_path: await early || await WebAssembly.compile(bytes) });
}
