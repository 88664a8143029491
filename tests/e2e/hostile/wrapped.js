// What frameworks that follow everything, recorders of sessions and monitors do: they wrap whatever there is.
(() => {
  const wrap = (owner, ...names) => {
    for (const name of names) {
      const native = owner[name];
      owner[name] = function (...values) { return native.apply(this, values); };
    }
  };
  wrap(Element.prototype, 'attachShadow', 'setAttribute', 'append', 'remove', 'toggleAttribute');
  wrap(Node.prototype, 'appendChild', 'insertBefore', 'removeChild', 'cloneNode');
  wrap(Document.prototype, 'createElement', 'createElementNS', 'querySelector');
  wrap(History.prototype, 'pushState', 'replaceState');
  wrap(XMLHttpRequest.prototype, 'open', 'send');
  wrap(Storage.prototype, 'getItem', 'setItem', 'removeItem');
  wrap(Promise.prototype, 'then', 'catch', 'finally');
  wrap(window, 'setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'queueMicrotask');
  wrap(customElements, 'define', 'get');
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const wrappers = new WeakMap();
  const wrapper = (listener) => {
    if (typeof listener !== 'function') return listener;
    if (!wrappers.has(listener)) wrappers.set(listener, function (event) { return listener.call(this, event); });
    return wrappers.get(listener);
  };
  EventTarget.prototype.addEventListener = function (name, listener, how) { return add.call(this, name, wrapper(listener), how); };
  EventTarget.prototype.removeEventListener = function (name, listener, how) { return remove.call(this, name, wrapper(listener), how); };
  const { fetch } = window;
  window.fetch = async (what, how = {}) => {
    const url = typeof what === 'string' ? what : what.url ?? what.href;
    const answer = await fetch(url, { ...how, headers: new Headers(how.headers) });
    answer.clone().text().catch(() => {});
    return answer;
  };
  window.onerror = window.onunhandledrejection = () => true;
})();
