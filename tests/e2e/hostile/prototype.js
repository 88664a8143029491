// What Prototype 1.6 puts in the place of the browser's own, as far as it is in anybody's way.
(() => {
  const list = (from) => {
    if (!from) return [];
    if (from.toArray) return from.toArray();
    let length = from.length || 0;
    const items = new Array(length);
    while (length--) items[length] = from[length];
    return items;
  };
  const json = (value) => JSON.stringify(value);
  Object.toJSON = json;
  Array.from = list;
  Object.assign(Array.prototype, {
    toJSON() { return `[${this.map(json).join(', ')}]`; },
    toArray() { return [].concat(this); },
    entries() { return this.toArray(); },
    reduce() { return this.length > 1 ? this : this[0]; },
    each(act) { this.forEach(act); return this; },
    clear() { this.length = 0; return this; },
    inspect() { return `[${this}]`; },
  });
  for (const type of [String, Number, Boolean, Date]) type.prototype.toJSON = function () { return json(`${this}`); };
  Object.assign(String.prototype, { sub() { return ''; }, strip() { return this.trim(); }, toArray() { return this.split(''); } });
  Object.assign(Function.prototype, {
    bind(target, ...first) {
      if (target === undefined) return this;
      const method = this;
      return function (...rest) { return method.apply(target, first.concat(rest)); };
    },
    wrap(wrapper) { return wrapper; },
    delay(seconds) { return setTimeout(this, seconds * 1000); },
  });
  const byClass = (name) => list(document.querySelectorAll(`.${name}`));
  document.getElementsByClassName = byClass;
  const chained = (act) => function (...values) { act(this, ...values); return this; };
  Object.assign(HTMLElement.prototype, {
    remove: chained((node) => node.parentNode.removeChild(node)),
    hide: chained((node) => (node.style.display = 'none')),
    show: chained((node) => (node.style.display = '')),
    toggle: chained(() => {}),
    update: chained(() => { throw new Error('updated'); }),
    replace: chained(() => { throw new Error('replaced'); }),
    scrollTo: chained(() => window.scrollTo(0, 0)),
    getElementsByClassName: byClass,
    select: () => [],
    visible() { return this.style.display !== 'none'; },
  });
  const { Element: Native } = window;
  window.Element = Object.assign(function (name) { return document.createElement(name); }, Native);
  Element.prototype = Native.prototype;
  Object.assign(window, { $: (id) => document.getElementById(id), $A: list, Hash: function () {}, Form: {}, Selector: {}, Ajax: {} });
  Object.assign(Event, { element: (event) => event.target, stop: () => {}, KEY_RETURN: 13 });
  Event.prototype.stop = function () { this.preventDefault(); };
})();
