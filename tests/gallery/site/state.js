// One state on a page of its own: `state.html?state=home&theme=dark&locale=ar`. Tests go from state
// to state by `gallery.show(name, options)`.
import { names } from './panel/inglenook.js';

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;
const ATTRIBUTES = ['theme', 'locale', 'mode', 'position'];

const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

// What there is of a launcher, there is beside floating panels only.
const FLOATS = /^(launcher|not-loaded)/;

// What happens to a panel that is on screen.
const LATER = { 'conversation-scrolled-back': '[data-new]', 'answer-with-picture': '.markdown img', crashed: '.crash' };

const show = async (state, asked = {}) => {
  const given = FLOATS.test(state) ? { ...asked, mode: 'floating' } : asked;
  const root = document.documentElement;
  root.lang = given.locale || 'en';
  root.dir = given.dir || (RIGHT_TO_LEFT.test(root.lang) ? 'rtl' : 'ltr');
  root.dataset.theme = given.theme || 'auto';
  root.dataset.mode = given.mode || 'floating';
  document.querySelector('inglenook-chat')?.destroy();
  dispatchEvent(new Event('gallery-left'));
  const chat = document.createElement('inglenook-chat');
  chat.dataset.state = state;
  chat.setAttribute('prefetch', 'never');
  for (const name of ATTRIBUTES) if (given[name]) chat.setAttribute(name, given[name]);
  document.querySelector('main').append(chat);
  await customElements.whenDefined('inglenook-chat');
  if (state === 'launcher-loading') {
    chat.show();
  } else if (state !== 'launcher') {
    chat.open = true;
    await (state === 'not-loaded' ? chat.show().catch(() => {}) : chat.ready);
  }
  await frame();
  while (state in LATER && !chat.shadowRoot.querySelector(LATER[state])) await frame();
  await Promise.all([...chat.shadowRoot.querySelectorAll('img')].map((it) => it.decode().catch(() => {})));
};

window.gallery = { names, show };

const { state, ...options } = Object.fromEntries(new URLSearchParams(location.search));
if (state) {
  document.title = state;
  show(state, options);
}
