// The page around the widget: a `fetch` that answers what a test tells it to, else as a small
// SiteAssist would; a clock whose long timers wait for the test; ears for events and the console.

const real = {
  fetch: window.fetch,
  setTimeout: window.setTimeout,
  clearTimeout: window.clearTimeout,
  requestAnimationFrame: window.requestAnimationFrame,
};
const { warn, error } = console;
const viewport = Object.getOwnPropertyDescriptor(window, 'visualViewport');
const EVENTS = 'show hide conversation-start conversation-close message unread handoff error'.split(' ');

let log, told, conversations, timers, said, uncaught;

export function begin() {
  end();
  [log, told, timers, said, uncaught] = [[], [], [], [], []];
  conversations = new Map();
  window.fetch = answer;
  console.warn = (...words) => said.push(words.join(' '));
  // A test that fails says so by console.error.
  console.error = (...words) => (/panicked at tests/.test(words[0]) ? error.apply(console, words) : console.warn(...words));
  window.onerror = (message) => uncaught.push(String(message));
  window.onunhandledrejection = ({ reason }) => uncaught.push(`unhandled: ${reason}`);
}

export function end() {
  Object.defineProperty(window, 'visualViewport', viewport);
  delete document.visibilityState;
  Object.assign(window, real);
  Object.assign(console, { warn, error });
  window.onerror = window.onunhandledrejection = null;
}

export const requests = () => JSON.stringify(log);
export const consoleSaid = () => said.splice(0);
export const wentUncaught = () => uncaught.splice(0);

// ---- the screen -------------------------------------------------------------------

// An on-screen keyboard comes: this much is seen, from this line of the screen on.
export function see(height, offsetTop, scale) {
  if (window.visualViewport.faked) {
    Object.assign(window.visualViewport, { height, offsetTop, scale }).dispatchEvent(new Event('resize'));
  } else {
    const value = Object.assign(new EventTarget(), { height, offsetTop, scale, faked: true });
    Object.defineProperty(window, 'visualViewport', { value, configurable: true });
  }
}

// ---- the clock --------------------------------------------------------------------

export const pause = (milliseconds) => new Promise((resolve) => real.setTimeout.call(window, resolve, milliseconds));

// Timers of 200 ms and more go off when the test says so. Some are none of ours: WebKit's driver sets
// its own in the page.
export function holdTimers() {
  window.setTimeout = (act, delay = 0, ...values) => {
    const isOurs = /wasm-function/.test(Error().stack);
    if (delay < 200 || !isOurs) return real.setTimeout.call(window, act, delay, ...values);
    const timer = { delay, act };
    timers.push(timer);
    return timer;
  };
  window.clearTimeout = (timer) => {
    if (timer?.act) timers = timers.filter((it) => it !== timer);
    else real.clearTimeout.call(window, timer);
  };
}

export const heldTimers = () => timers.map(({ delay }) => delay);

export function goOff(delay) {
  const due = timers.filter((timer) => timer.delay === delay);
  timers = timers.filter((timer) => timer.delay !== delay);
  for (const { act } of due) act();
}

export const leaveTab = () => Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });

// As a tab in the background.
export const stopFrames = () => (window.requestAnimationFrame = () => 0);

// ---- what the page learns ---------------------------------------------------------

export function listen(target) {
  const seen = [];
  for (const name of EVENTS) {
    target.addEventListener(`inglenook-${name}`, (event) => seen.push({ name, detail: event.detail, rises: event.bubbles && event.composed }));
  }
  return seen;
}

// ---- the backend ------------------------------------------------------------------

export const tell = (part, status, body, headers) =>
  tellOf(part, () => new Response(body, { status, headers: { 'content-type': 'application/json', ...JSON.parse(headers) } }));
export const tellSilence = (part) => tellOf(part, () => new Promise(() => {}));
export const tellThrow = (part, value) => tellOf(part, () => { throw value; });
export const tellReject = (part, value) => tellOf(part, () => Promise.reject(value));
export const tellValue = (part, value) => tellOf(part, () => value);

function tellOf(part, reply) {
  told.push([part, reply]);
}

/** An event stream that the test fills. A deaf one has not heard of abort signals. */
export class Feed {
  cancelled = false;
  #to;
  #stream = new ReadableStream({ start: (to) => (this.#to = to), cancel: () => (this.cancelled = true) });

  constructor(part, deaf) {
    tellOf(part, ({ signal }) => {
      if (!deaf) signal.addEventListener('abort', () => this.fail());
      return new Response(this.#stream, { headers: { 'content-type': 'text/event-stream' } });
    });
  }

  send(bytes) {
    this.#to.enqueue(bytes.slice());
  }

  end() {
    this.#to.close();
  }

  fail() {
    this.cancelled = true;
    try {
      this.#to.error(new TypeError('network error'));
    } catch { /* it has ended */ }
  }
}

function answer(...asked) {
  const request = new Request(...asked);
  const { method, credentials, cache, referrerPolicy, signal } = request;
  const url = new URL(request.url);
  const path = url.pathname.replace('/v2', '') + url.search;
  const headers = Object.fromEntries(request.headers);
  const entry = { method, credentials, cache, referrerPolicy, headers, path, url: url.href };
  const read = request.text().then((text) => Object.assign(entry, text ? { body: JSON.parse(text) } : {}));
  log.push(entry);
  const at = told.findIndex(([part]) => `${method} ${path}`.includes(part));
  const reply = at < 0 ? read.then(ordinary) : told.splice(at, 1)[0][1](request);
  // Some replies are to be handed over as they are.
  if (!(reply instanceof Promise)) return reply;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
    reply.then(resolve, reject);
  });
}

async function ordinary({ method, path, body }) {
  const json = (status, value) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
  const [, kind, id, verb] = path.split(/[/?]/);
  const conversation = conversations.get(id);
  if (/^\/(words-|projects)/.test(path)) return json(404, {});
  if (path === '/identity/init') return json(201, { sessionToken: 'session', visitor: { id: 'v1' } });
  if (path === '/identity/me') return json(200, { id: 'v1', name: 'Ada' });
  if (kind === 'chat') return spoken(body.stream, json);
  if (method === 'GET' && path.includes('?')) {
    return json(200, { data: [...conversations.values()].filter(({ status }) => status === 'open').reverse() });
  }
  if (!id) {
    const started = { id: `c${conversations.size + 1}`, status: 'open', createdAt: new Date().toISOString(), isHumanHandled: false, messages: [] };
    conversations.set(started.id, started);
    return json(201, started);
  }
  if (!conversation) return json(404, { error: { code: 'CONVERSATION_NOT_FOUND', message: 'm' } });
  if (verb === 'close') {
    Object.assign(conversation, { status: 'closed', closedAt: new Date().toISOString(), closeReason: body.closeReason });
    return json(200, { success: true });
  }
  if (verb === 'messages') {
    keep(conversation, 'user', body.content);
    keep(conversation, 'assistant', 'Yes.');
    return spoken(body.stream, json);
  }
  return json(200, conversation);
}

function keep({ messages }, role, text) {
  messages.push({ id: `m${messages.length + 1}`, role, parts: [{ type: 'text', text }], createdAt: new Date().toISOString(), status: 'complete' });
}

function spoken(stream, json) {
  if (!stream) return json(200, { steps: [{ content: [{ type: 'text', text: 'Yes.' }] }] });
  const chunks = [{ type: 'text-start', id: 't' }, { type: 'text-delta', id: 't', delta: 'Yes.' }, { type: 'finish' }];
  const events = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
  return new Response(`${events}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } });
}
