// Runs on a page before the loader: keeps account of what the widget's own files start and do not end,
// and of the secrets that they send.
(() => {
  const ours = () => /inglenook\.js|panel-/.test(new Error().stack);
  const running = (window.running = { listeners: new Set(), timers: new Set(), observers: new Set(), requests: new Set() });
  window.secrets = new Set();
  window.said = [];

  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const outside = (target) => !(target instanceof Node && target.getRootNode() instanceof ShadowRoot) && !(target instanceof AbortSignal);
  const entry = (target, type, listener) => [...running.listeners].find((it) => it.target === target && it.type === type && it.listener === listener);
  const inside = (target) => target instanceof Node && !target.isConnected;
  EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
    const target = this ?? window;
    if (ours() && outside(target) && !inside(target) && !entry(target, type, listener)) {
      running.listeners.add({ target, type, listener });
    }
    return add.call(target, type, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, ...rest) {
    const target = this ?? window;
    running.listeners.delete(entry(target, type, listener));
    return remove.call(target, type, listener, ...rest);
  };

  const count = (start, end, again) => {
    const [set, clear] = [window[start], window[end]];
    window[start] = (act, ...rest) => {
      const mine = ours();
      const id = set((...values) => {
        if (!again) running.timers.delete(`${start} ${id}`);
        act(...values);
      }, ...rest);
      if (mine) running.timers.add(`${start} ${id}`);
      return id;
    };
    window[end] = (id) => {
      running.timers.delete(`${start} ${id}`);
      clear(id);
    };
  };
  count('setTimeout', 'clearTimeout', false);
  count('setInterval', 'clearInterval', true);
  count('requestAnimationFrame', 'cancelAnimationFrame', false);
  count('requestIdleCallback', 'cancelIdleCallback', false);

  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver']) {
    window[name] = class extends window[name] {
      observe(...values) {
        if (ours()) running.observers.add(this);
        super.observe(...values);
      }
      disconnect() {
        running.observers.delete(this);
        super.disconnect();
      }
    };
  }

  const { fetch } = window;
  window.fetch = (request, ...rest) => {
    const sent = new Request(request, ...rest);
    const token = sent.headers.get('authorization')?.replace('Bearer ', '');
    if (token) secrets.add(token);
    sent.text().then((text) => {
      const visitor = text && JSON.parse(text).saVid;
      if (visitor) window.visitorId = visitor;
    });
    const answer = fetch(request, ...rest);
    running.requests.add(answer);
    const done = () => running.requests.delete(answer);
    answer.then(done, done);
    return answer;
  };

  for (const level of ['log', 'info', 'debug', 'warn', 'error', 'trace']) {
    const say = console[level];
    console[level] = (...words) => {
      said.push(words.join(' '));
      say.apply(console, words);
    };
  }
})();
