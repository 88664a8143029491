// The page around the widget: a `fetch` that answers what a test tells it to, else as a small
// SiteAssist would; a clock whose long timers wait for the test; ears for events and the console.

const real = {
  fetch: window.fetch,
  setTimeout: window.setTimeout,
  clearTimeout: window.clearTimeout,
  requestAnimationFrame: window.requestAnimationFrame,
  cancelAnimationFrame: window.cancelAnimationFrame,
};
const { now } = Date;
const { random } = Math;
const { arrayBuffer } = Response.prototype;
const { warn, error } = console;
const viewport = Object.getOwnPropertyDescriptor(window, 'visualViewport');
const EVENTS = 'show hide conversation-start conversation-close message unread handoff error'.split(' ');

let log, told, conversations, timers, said, uncaught, served, going, skipped;

export function begin() {
  end();
  [log, told, timers, said, uncaught] = [[], [], [], [], []];
  [conversations, served, going, skipped] = [new Map(), null, new Set(), 0];
  // As in a tab of its own, which goes on with nothing of the test before.
  sessionStorage.clear();
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
  Date.now = now;
  Math.random = random;
  Response.prototype.arrayBuffer = arrayBuffer;
  delete navigator.locks?.request;
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

// Timers of so many milliseconds and more go off when the test says so. Some are none of ours: WebKit's driver sets
// its own in the page.
export function holdTimers(from = 200) {
  window.setTimeout = (act, delay = 0, ...values) => {
    const isOurs = /wasm-function/.test(Error().stack);
    if (delay < from || !isOurs) return real.setTimeout.call(window, act, delay, ...values);
    return hold(delay, act);
  };
  window.clearTimeout = (timer) => {
    if (timer?.act) timers = timers.filter((it) => it !== timer);
    else real.clearTimeout.call(window, timer);
  };
}

function hold(delay, act) {
  const timer = { delay, act, due: Date.now() + delay };
  timers.push(timer);
  return timer;
}

export const heldTimers = () => timers.map(({ delay }) => delay);

export function goOff(delay) {
  const due = timers.filter((timer) => timer.delay === delay);
  timers = timers.filter((timer) => timer.delay !== delay);
  for (const { act } of due) act();
}

// The clock stands still but for what `passTime` skips, nothing is by chance, and the next frame comes
// at once.
export function stopClock() {
  holdTimers(1);
  const [at, frames] = [now(), []];
  Date.now = () => at + skipped;
  Math.random = () => 0.5;
  window.requestAnimationFrame = (act) => {
    const frame = { act };
    breath().then(() => frame.act?.(at));
    return frames.push(frame);
  };
  window.cancelAnimationFrame = (number) => delete frames[number - 1]?.act;
  Response.prototype.arrayBuffer = function () {
    return arrayBuffer.call(this).finally(this.isSilent ? () => {} : goesOn());
  };
  const { locks } = navigator;
  if (!locks) return;
  const request = locks.request.bind(locks);
  // The browser takes a while to grant even a lock that nobody has.
  locks.request = (name, act) => {
    const answered = goesOn();
    return request(name, (lock) => (answered(), act(lock))).finally(answered);
  };
}

// Something that the clock has nothing to do with goes on until this is called.
function goesOn() {
  const [all, it] = [going, {}];
  all.add(it);
  return () => all.delete(it);
}

export const underWay = () => going.size;

export const clock = () => skipped;

// The next timer goes off, if it does so until then; whether there was one.
export function passTime(until) {
  const [next] = timers.filter(({ due }) => due - Date.now() + skipped <= until).sort((a, b) => a.due - b.due);
  if (!next) return false;
  timers = timers.filter((timer) => timer !== next);
  skipped += Math.max(0, next.due - Date.now());
  next.act();
  return true;
}

// What is due now is done before this is.
export function breath() {
  return new Promise((resolve) => {
    breaths.push(resolve);
    line.port1.postMessage(0);
  });
}

const [line, breaths] = [new MessageChannel(), []];
line.port2.onmessage = () => breaths.shift()();

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

// From now on this answers: asked in JSON, it says how the answer comes.
export const serveBy = (act) => (served = act);

async function serve(entry, read, signal) {
  const { wait, status, headers, pieces, end } = await read.then(() => served(JSON.stringify(entry))).finally(goesOn());
  if (wait) await new Promise((resolve) => hold(wait, resolve));
  if (!status) throw new TypeError('Failed to fetch');
  let at = 0;
  const pull = (to) => {
    if (at < pieces.length) return to.enqueue(pieces[at++]);
    if (end === 'silence') return new Promise(() => {});
    return end === 'cut' ? to.error(new TypeError('network error')) : to.close();
  };
  const start = (to) => signal.addEventListener('abort', () => to.error(signal.reason));
  const response = new Response(new ReadableStream({ start, pull }, { highWaterMark: 0 }), { status, headers });
  return Object.assign(response, { isSilent: end === 'silence' });
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
  const usual = () => (served ? serve(entry, read, signal) : read.then(ordinary));
  const reply = at < 0 ? usual() : told.splice(at, 1)[0][1](request);
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
