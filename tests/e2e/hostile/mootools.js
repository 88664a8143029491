// What MooTools 1.2 to 1.6 puts in the place of the browser's own, as far as it is in anybody's way.
(() => {
  const type = () => Object.assign(function () { throw new Error('a type of MooTools'); }, { implement() {}, mirror() {}, alias() {} });
  for (const name of ['Window', 'Document', 'Request', 'Event', 'DOMEvent', 'Class', 'Hash', 'Color', 'URI', 'Type', 'Cookie']) window[name] = type();
  window.$constructor = window.Window;
  document.$constructor = window.Document;
  const { Element: Native } = window;
  window.Element = Object.assign(function (name) { return document.createElement(name); }, { Events: {}, Properties: {}, implement() {} });
  Element.prototype = Native.prototype;
  const array = (item) => (item == null ? [] : typeof item !== 'string' && typeof item.length === 'number' ? [].slice.call(item) : [item]);
  Array.from = array;
  String.from = (item) => `${item}`;
  Function.from = (item) => (typeof item === 'function' ? item : () => item);
  Object.assign(Array.prototype, {
    each(act) { this.forEach(act); },
    append(items) { this.push(...items); return this; },
    erase(item) { return this.filter((it) => it !== item); },
    empty() { this.length = 0; return this; },
    clean() { return this.filter((it) => it != null); },
    $family: () => 'array',
  });
  Object.assign(Function.prototype, {
    $family: () => 'function',
    bind(target, ...first) { const method = this; return (...rest) => method.apply(target, first.concat(rest)); },
    implement() { return this; },
    extend() { return this; },
  });
  Object.assign(Native.prototype, {
    $family: () => 'element',
    get(name) { return this.getAttribute(name); },
    set(name, value) { this.setAttribute(name, value); return this; },
    erase(name) { this.removeAttribute(name); return this; },
    destroy() { this.parentNode.removeChild(this); return null; },
    dispose() { return this.parentNode ? this.parentNode.removeChild(this) : this; },
    empty() { throw new Error('emptied'); },
    clone() { return this.cloneNode(true); },
    match(selector) { return this.matches(selector); },
    scrollTo(x, y) { this.scrollLeft = x; this.scrollTop = y; return this; },
    show() { throw new Error('shown'); },
    hide() { throw new Error('hidden'); },
    toggle() { throw new Error('toggled'); },
  });
  Object.assign(window, { $: (id) => document.getElementById(id), $$: () => [], $family: () => 'window', Browser: { Request: type() } });
})();
