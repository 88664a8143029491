// `cargo xtask dist` appends this to the panel's module, and exports it in place of `__wbg_init`: no
// WebAssembly is run but the two files that the module was packed with, and words are asked for meanwhile.
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

async function checked({ module_or_path: given = beside('panel'), chat } = {}) {
  if (chat) foresee(chat);
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

// The files of words: the tag of each, and its SHA-256, which is a part of its name.
const WORDS = 'tags and digests';

const wordsOf = (tag) => WORDS.split(' ').find((file) => file.startsWith(tag + '-'));

// The browser holds what comes to the digest.
const ask = async (file, how) => fetch(new URL(`words-${file}.json`, import.meta.url), { ...how, integrity: `sha256-${file.slice(-43)}=` });

// By file: who can give it up, with the answer.
const foreseen = {};

// Asks for the words that a chat is about to want. That is for `src/text/locales.rs` to say: where this
// guesses wrong, the right ones are asked for when they are wanted.
function foresee(chat) {
  const tag = (chat.locale || document.documentElement.lang || navigator.language || '').trim().toLowerCase();
  const [language] = tag.split('-');
  const wanted = /^yue|^(zh|cmn)(?!.*-hans).*-(hant|tw|hk|mo)\b/.test(tag) ? 'zh-Hant' : { iw: 'he', cmn: 'zh' }[language] ?? language;
  const file = wordsOf(wanted);
  if (!file) return;
  const request = foreseen[file] = new AbortController();
  request.answer = ask(file, { signal: request.signal });
  request.answer.catch(() => {});
}

// In place of `fetch`, where the panel asks for `words-<tag>.json`.
const inglenookFetch = (address, how) => {
  const file = wordsOf(address.match(/words-([^/]*)\.json$/)[1]);
  const request = foreseen[file];
  if (!request) return ask(file, how);
  delete foreseen[file];
  how.signal.onabort = () => request.abort();
  return request.answer;
};
