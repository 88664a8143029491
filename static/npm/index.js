// Nothing happens at import, so that servers can import it too.
const TAG = 'inglenook-chat';
// Apart from its use, which is as text: bundlers take `new URL('…', import.meta.url)` for a file to bundle.
const HERE = import.meta.url;

let loading;

/** Defines <inglenook-chat>, once, whoever asks. What it does and when it fails is in index.d.ts. */
export function load(options) {
  const answer = loading ??= define(options).catch((error) => {
    loading = undefined;
    if (typeof document !== 'undefined') console.error(error);
    throw error;
  });
  // Who waits for it gets a rejection, and nobody an "unhandled" one.
  answer.catch(() => {});
  return answer;
}

async function define({ base = String(HERE).replace(/[^/]*$/, 'files/'), language, nonce } = {}) {
  if (typeof document === 'undefined') throw failure('load() is for browsers: there is no document here');
  if (!customElements.get(TAG)) {
    const folder = String(base).replace(/\/*$/, '/');
    const name = language ? `inglenook.${language}.js` : 'inglenook.js';
    await run(new URL(name, new URL(folder, document.baseURI)).href, nonce);
  }
  return customElements.get(TAG);
}

function run(url, nonce) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const end = (settle) => {
      script.remove();
      settle();
    };
    script.async = true;
    if (nonce) script.nonce = nonce;
    script.onerror = () => end(() => reject(failure(`${url} did not arrive. ${WHERE}`)));
    // A server that answers every address with the same page sends no error.
    script.onload = () => end(() => customElements.get(TAG) ? resolve() : reject(failure(`${url} is something else. ${WHERE}`)));
    try {
      script.src = trusted(url);
    } catch (error) {
      return reject(failure(`${error.message} Let the page's \`trusted-types\` name \`inglenook\`.`));
    }
    document.head.append(script);
  });
}

const WHERE = 'Give load() a `base`: where the files are that `npx inglenook <folder>` copies.';

const failure = (words) => Object.assign(Error(`inglenook: ${words}`), { code: 'LOAD_FAILED' });

let policy;

function trusted(url) {
  try {
    policy ??= globalThis.trustedTypes?.createPolicy('inglenook', { createScriptURL: (it) => it });
  } catch {
    // The page names others only. One of them may be for everything.
  }
  return policy?.createScriptURL(url) ?? url;
}
