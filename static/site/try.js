// The bar for developers: what is chosen there is on the chat at once, and in the tag to be copied.
const FILES = 'https://cdn.example.com/inglenook/';
// By the words of the bar; the sandbox does these to the next message.
const FAULTS = {
  'slow-start': { delayMs: 4000 },
  'cut-off': { cutAfter: 600 },
  'goes-silent': { stallAfter: 600 },
  'no-connection': { drop: true },
  'bad-request': { status: 400 },
  'session-ended': { status: 401 },
  'not-paid': { status: 402 },
  'changed-elsewhere': { status: 409 },
  'too-many': { status: 429, details: { retryAfter: 8 } },
  'broken': { status: 500 },
  'busy': { status: 503, headers: { 'retry-after': '8' } },
};

const bar = document.querySelector('.try');
const form = bar.querySelector('form');
const [tag, told] = [bar.querySelector('code'), bar.querySelector('output')];
const chat = () => document.querySelector('inglenook-chat');
const tell = (words) => told.value = words;

/** What is chosen, by the names of attributes; what is left alone is not there. */
const chosen = () => [...form.elements]
  .filter((it) => it.dataset.attribute)
  .map((it) => [it.dataset.attribute, it.type === 'checkbox' ? it.checked && '' : it.value !== it.dataset.default && it.value])
  .filter(([, value]) => value !== false);

const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The loader that speaks the language of the panel. */
const loader = () => {
  const language = form.elements.locale.value;
  return FILES + (language && language !== 'en' ? `inglenook.${language}.js` : 'inglenook.js');
};

// What the page's own chat has beside what is chosen here.
const GIVEN = ['suggestions', 'close-reasons'];

const written = (attributes) => {
  const given = GIVEN.filter((name) => chat()?.hasAttribute(name)).map((name) => [name, chat().getAttribute(name)]);
  const lines = (prefix) => [['api-key', 'pk_…'], ...attributes, ...given].map(([name, value]) =>
    `\n        ${prefix}${name}${value && `="${quoted(value)}"`}`).join('');
  const style = form.elements.accent.dataset.changed
    ? `\n\n/* in your stylesheet */\ninglenook-chat { --inglenook-accent: ${form.elements.accent.value} }` : '';
  const inline = chat()?.getAttribute('mode') === 'inline'
    ? `<script async src="${loader()}"></script>\n<inglenook-chat${lines('')}></inglenook-chat>`
    : `<script async src="${loader()}"${lines('data-')}></script>`;
  return inline + style;
};

const apply = () => {
  const attributes = chosen();
  const names = attributes.map(([name]) => name);
  for (const { dataset: { attribute } } of form.elements) {
    if (attribute && !names.includes(attribute)) chat().removeAttribute(attribute);
  }
  for (const [name, value] of attributes) {
    if (chat().getAttribute(name) !== value) chat().setAttribute(name, value);
  }
  const inline = chat().getAttribute('mode') === 'inline';
  const place = inline ? document.querySelector('.column') : document.documentElement;
  if (chat().parentElement !== place) {
    place.append(chat());
    if (inline) place.scrollIntoView({ block: 'center' });
  }
  document.documentElement.dir = form.elements.direction.value;
  if (form.elements.accent.dataset.changed) chat().style.setProperty('--inglenook-accent', form.elements.accent.value);
  tag.textContent = written(attributes);
};

/** Only the sandbox can be told what is to go wrong. */
const ask = async (path, order) => {
  const body = order && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
  return (await fetch(`/admin${path}`, body).catch(() => ({}))).ok;
};

bar.addEventListener('toggle', async () => {
  apply();
  form.elements.faults.hidden = !await ask('/requests');
}, { once: true });

form.addEventListener('input', ({ target }) => {
  if (target.name === 'accent') target.dataset.changed = 'yes';
  if (target.name !== 'fault') apply();
});
form.addEventListener('submit', (event) => event.preventDefault());

form.elements.strike.addEventListener('click', async () => {
  const way = form.elements.transport.value === 'completions' ? 'completions' : 'messages';
  const planned = { method: 'POST', path: `*/${way}`, fault: FAULTS[form.elements.fault.value] };
  tell(await ask('/faults', planned) ? 'The next message meets it.' : 'The sandbox did not take it.');
});
form.elements.forget.addEventListener('click', async () => {
  await chat().reset();
  tell('The visitor is forgotten.');
});
form.elements.copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(tag.textContent);
    tell('Copied.');
  } catch {
    // Not on a page without TLS, and not where the browser forbids it.
    getSelection().selectAllChildren(tag);
    tell('The tag is selected: copy it by hand.');
  }
});
