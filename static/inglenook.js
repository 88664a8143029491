// Inglenook's loader: defines <inglenook-chat>, draws its launcher, and fetches
// the panel (WebAssembly) when a visitor is about to need it. Not a module, so
// that a plain script tag is enough; everything lives in this one closure.
(() => {
  'use strict';

  const VERSION = '0.1.0';
  const TAG = 'inglenook-chat';
  // The panel's files, beside this one. `cargo xtask dist` replaces these two names.
  const GLUE = 'panel/inglenook.js';
  const WASM = 'panel/inglenook_bg.wasm';

  // Attributes whose values are fixed; the first is the default.
  const CHOICES = {
    backend: ['siteassist', 'polyai'],
    transport: ['messages', 'completions'],
    mode: ['floating', 'inline'],
    position: ['bottom-right', 'bottom-left'],
    theme: ['auto', 'light', 'dark'],
    prefetch: ['intent', 'idle', 'never'],
  };
  const SWITCHES = ['open', 'no-streaming'];
  const CREDENTIALS = ['api-key', 'token', 'account-id', 'project-id'];
  const TEXTS = ['api-url', 'assistant-id', 'locale', 'heading', 'greeting', 'placeholder', 'suggestions', 'close-reasons'];
  const ATTRIBUTES = [...Object.keys(CHOICES), ...SWITCHES, ...CREDENTIALS, ...TEXTS];

  // In a module script `currentScript` is null; then the tag is known by its file name.
  const script = document.currentScript
    || [...document.scripts].find(({ src }) => /(^|\/)inglenook\.js([?#]|$)/.test(src));
  const beside = (file) => new URL(file, script?.src || document.baseURI).href;

  const property = (attribute) => attribute.replace(/-./g, (pair) => pair[1].toUpperCase());

  const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

  // The page gets every rejection it waits for, and never an "unhandled" one.
  const quiet = (promise) => (promise.catch(() => {}), promise);

  const deferred = () => {
    const later = {};
    later.promise = quiet(new Promise((resolve, reject) => Object.assign(later, { resolve, reject })));
    return later;
  };

  // ---- the panel's files: one download for all elements on the page ----------

  let panel;
  let attempt = 0;
  let reported;

  // A failed or panicked module stays in the browser's module map: ask for it by another address.
  const forget = (loading) => {
    if (panel !== loading) return;
    panel = null;
    attempt++;
  };

  const named = (url, promise) => promise.catch((cause) => {
    throw failure('LOAD_FAILED', `inglenook: could not load ${url}: ${cause.message}`, cause);
  });

  const fetchPanel = async () => {
    const glueUrl = beside(GLUE) + (attempt ? `?${attempt}` : '');
    const wasmUrl = beside(WASM);
    const [glue, response] = await Promise.all([
      named(glueUrl, import(glueUrl)),
      named(wasmUrl, fetch(wasmUrl).then((answer) => {
        if (answer.ok) return answer;
        throw new Error(`HTTP ${answer.status}`);
      })),
    ]);
    // Still streaming: it is compiled while it arrives.
    await named(wasmUrl, glue.default({ module_or_path: response }));
    return glue;
  };

  const load = () => {
    if (!panel) {
      const loading = panel = quiet(fetchPanel());
      loading.catch(() => forget(loading));
    }
    return panel;
  };

  // A load that nobody asked for yet. If it fails, the visitor's click tries again and tells.
  const prefetch = () => void load();

  const whenIdle = (task) => (window.requestIdleCallback || setTimeout)(task);

  // ---- the launcher's looks ---------------------------------------------------

  // Sizes are in em: `all: initial` makes 1em the visitor's own text size,
  // whatever the host page says. The panel's sheet lives in the same shadow root,
  // so every rule here starts at a part or class that only the loader draws.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host { display: contents }
:host([mode=inline]) { display: block; block-size: var(--inglenook-height, 36rem) }
:host([hidden]) { display: none }
.base {
  all: initial; display: block; position: fixed; z-index: var(--inglenook-z-index, 10000);
  --accent: var(--inglenook-accent, #a8401c); --on-accent: var(--inglenook-on-accent, #fff);
  --x: var(--inglenook-offset-x, 20px);
  --y: max(var(--inglenook-offset-y, 20px), env(safe-area-inset-bottom, 0px));
  color-scheme: light dark; font-family: var(--inglenook-font, system-ui, sans-serif); line-height: 1.5;
}
:host([theme=light]) .base { color-scheme: light }
:host([theme=dark]) .base { color-scheme: dark }
[part=launcher], .failure {
  box-sizing: border-box; position: fixed; inset-block-end: var(--y); inset-inline-end: var(--x);
  border: 1px solid transparent; box-shadow: 0 2px 6px #0003, 0 6px 20px #0003;
}
:host([position=bottom-left]) :is([part=launcher], .failure) { inset-inline: var(--x) auto }
[part=launcher], .failure button { appearance: none; font: inherit; cursor: pointer }
[part=launcher] {
  width: 3.5em; height: 3.5em; padding: 0; display: grid; place-items: center; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); -webkit-tap-highlight-color: transparent; touch-action: manipulation;
}
[part=launcher]:hover { box-shadow: 0 2px 8px #0004, 0 8px 28px #0005 }
[part=launcher]:focus-visible { outline: 3px solid var(--on-accent); box-shadow: 0 0 0 6px var(--accent) }
[part=launcher] svg { width: 1.75em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
[part=launcher][aria-expanded=true] path:first-child, [part=launcher][aria-expanded=false] path:last-child { display: none }
[part=launcher][aria-busy=true]::after {
  content: ''; position: absolute; inset: 3px; border: 3px solid; border-block-color: transparent; border-radius: 50%;
  opacity: 0; animation: inglenook-appear 0s .2s forwards, inglenook-turn 1s linear infinite;
}
@keyframes inglenook-appear { to { opacity: .8 } }
@keyframes inglenook-turn { to { transform: rotate(1turn) } }
[part=badge] {
  position: absolute; inset-block-start: -.4em; inset-inline-end: -.4em; box-sizing: border-box; min-width: 1.9em; padding: 0 .3em;
  border: 2px solid; border-radius: 1em; background: var(--on-accent); color: var(--accent);
  font-size: .8em; font-weight: 600; text-align: center;
}
[part=badge]:empty { display: none }
.failure {
  inset-block-end: calc(var(--y) + 4.25em); width: 18em; max-width: calc(100vw - 2 * var(--x)); padding: 1em;
  border-radius: var(--inglenook-radius, .75em); background: var(--inglenook-background, Canvas); color: var(--inglenook-text, CanvasText);
}
.failure button { margin: .75em .75em 0 0; padding: .4em .9em; border: 1px solid; border-radius: .5em; background: none; color: inherit }
:host([mode=inline]) :is(.base, .failure) { position: static }
:host([mode=inline]) :is(.base, .mount) { block-size: 100% }
:host([mode=inline]) [part=launcher] { display: none }
@media (max-width: 480px) { [part=launcher][aria-expanded=true] { visibility: hidden } }
@media (prefers-reduced-motion) { [part=launcher][aria-busy=true]::after { animation: inglenook-appear 0s .2s forwards } }
@media print { :host(:not([mode=inline])) { display: none } }`);

  const set = (node, attributes) => {
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  };
  const build = (name, attributes) => set(document.createElement(name), attributes);
  const draw = (name, attributes) => set(document.createElementNS('http://www.w3.org/2000/svg', name), attributes);
  const button = (text, press) => {
    const node = build('button', { type: 'button' });
    node.append(text);
    node.addEventListener('click', press);
    return node;
  };

  // ---- the element ------------------------------------------------------------

  class InglenookChat extends HTMLElement {
    static version = VERSION;
    static observedAttributes = ATTRIBUTES;

    #base = build('div', { class: 'base' });
    #launcher = button('', () => this.#press());
    #badge = build('span', { part: 'badge', 'aria-hidden': true });
    #failure;

    // A life goes from insertion (or the first call) to removal. Its promise only ever rejects.
    #life = deferred();
    #insertion = deferred();
    #inserted = false;
    #ready = deferred();
    #observer;

    #loading; // the download that this widget came from
    #mounting; // promise of the widget, from the first need on
    #target;
    #widget;

    #shown = false;
    #pressing = false;
    #configuring = false;
    #unread = 0;
    #getToken;

    constructor() {
      super();
      const icon = draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': true });
      icon.append(
        draw('path', { d: 'M12 4c5 0 9 3 9 7.500s-4 7.500-9 7.500q-1.500 0-3-.4L4 20.500l1-4C3.700 15.200 3 13.400 3 11.500 3 7 7 4 12 4z' }),
        draw('path', { d: 'm6 9 6 6 6-6' }),
      );
      set(this.#launcher, { part: 'launcher', 'aria-haspopup': 'dialog' }).append(icon, this.#badge);
      for (const name of ['pointerenter', 'focus', 'touchstart']) {
        this.#launcher.addEventListener(name, () => this.prefetch === 'intent' && prefetch(), { passive: true });
      }
      this.#base.append(this.#launcher);
      this.#label();

      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#base);
      // The panel leaves such a button behind when its WebAssembly has panicked.
      root.addEventListener('click', ({ target }) => target.closest('[data-reload]') && this.show());
    }

    connectedCallback() {
      for (const name of [...ATTRIBUTES.map(property), 'getToken']) {
        // Set before the element was defined, where it hides the accessor.
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      this.#inserted = true;
      this.#insertion.resolve();
      this.#plan();
    }

    disconnectedCallback() {
      // A move inside the document is a removal and an insertion in one task.
      queueMicrotask(() => this.#inserted && !this.isConnected && this.#end());
    }

    attributeChangedCallback(name) {
      if (!this.#inserted) return;
      if (name === 'open') {
        // Without a widget there may be a show() under way that has to be taken back.
        if (this.open && !this.#shown) this.show();
        else if (!this.open && (this.#shown || !this.#widget)) this.hide();
      } else if (name === 'mode' || name === 'prefetch') {
        this.#plan();
      }
      if (name !== 'open' && name !== 'prefetch') this.#configure();
    }

    get getToken() {
      return this.#getToken;
    }

    set getToken(callback) {
      this.#getToken = callback;
      this.#configure();
    }

    get ready() {
      return this.#ready.promise;
    }

    get conversation() {
      return this.#widget?.conversation ?? null;
    }

    get unread() {
      return this.#unread;
    }

    async destroy() {
      this.remove();
      this.#end();
    }

    static {
      for (const name of ['show', 'hide', 'toggle', 'send', 'stop', 'startConversation', 'openConversation', 'closeConversation', 'retry', 'reset']) {
        this.prototype[name] = function (...values) {
          return quiet(this.#call(name, values));
        };
      }
      for (const name of ATTRIBUTES) {
        const choices = CHOICES[name];
        Object.defineProperty(this.prototype, property(name), {
          configurable: true,
          enumerable: true,
          get() {
            if (SWITCHES.includes(name)) return this.hasAttribute(name);
            const value = this.getAttribute(name);
            return !choices || choices.includes(value) ? value : choices[0];
          },
          set(value) {
            if (SWITCHES.includes(name)) this.toggleAttribute(name, !!value);
            else if (value == null) this.removeAttribute(name);
            else this.setAttribute(name, Array.isArray(value) ? value.join('\n') : value);
          },
        });
      }
    }

    // What an insertion or a change of mode asks for without a call.
    #plan() {
      this.#observer?.disconnect();
      const wanted = this.getAttribute('prefetch');
      if (wanted && wanted !== this.prefetch) {
        console.warn(`inglenook: prefetch="${wanted}" is not one of ${CHOICES.prefetch.join(', ')}; using ${this.prefetch}`);
      }
      // Shown by an option and not by a visitor: the focus stays where it is.
      const wantsShown = () => this.open || this.mode === 'inline';
      const reveal = () => quiet(this.#mounted().then((widget) => wantsShown() && !widget.shown && widget.show()));
      if (this.mode === 'inline' && window.IntersectionObserver) {
        this.#observer = new IntersectionObserver((entries, observer) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          observer.disconnect();
          reveal();
        });
        this.#observer.observe(this);
      } else if (wantsShown()) {
        reveal();
      } else if (this.prefetch === 'idle') {
        whenIdle(() => this.#inserted && prefetch());
      }
    }

    // Every key is there, so that a removed attribute is back to its default.
    #options() {
      const options = { getToken: this.#getToken };
      for (const name of ATTRIBUTES) {
        options[property(name)] = SWITCHES.includes(name) ? this.hasAttribute(name) : this.getAttribute(name) ?? undefined;
      }
      delete options.prefetch;
      return options;
    }

    #configure() {
      if (!this.#widget || this.#configuring) return;
      this.#configuring = true;
      queueMicrotask(() => {
        this.#configuring = false;
        const { open, ...options } = this.#options();
        try {
          this.#widget?.configure(options);
        } catch (error) {
          console.error(error);
        }
      });
    }

    async #call(name, values) {
      if (!this.#mounting && (name === 'hide' || name === 'stop')) {
        if (name === 'hide' && this.#shown) this.#target.dispatchEvent(this.#event('hide'));
        return;
      }
      // Calls run in the order in which they were made: all wait for the same promise.
      const answer = this.#mounted().then((widget) => widget[name](...values));
      return Promise.race([answer, this.#life.promise]);
    }

    #mounted() {
      return this.#mounting ??= quiet(this.#mount(this.#life));
    }

    async #mount(life) {
      await this.#insertion.promise;
      this.#failure?.remove();
      this.#launcher.setAttribute('aria-busy', true);
      const loading = load();
      try {
        const glue = await loading;
        if (life !== this.#life) return life.promise;
        this.#loading = loading;
        this.#target?.remove();
        this.#base.append(this.#listen(this.#target = build('div', { class: 'mount' })));
        this.#widget = glue.mount(this.#target, { ...this.#options(), open: this.open || this.mode === 'inline' });
      } catch (error) {
        if (life === this.#life) this.#fail(error);
        throw error;
      } finally {
        if (life === this.#life) this.#launcher.removeAttribute('aria-busy');
      }
      this.#ready.resolve();
      this.dispatchEvent(this.#event('ready'));
      return this.#widget;
    }

    #listen(target) {
      const on = (name, act) => target.addEventListener(`inglenook-${name}`, ({ detail }) => target === this.#target && act(detail));
      on('show', () => this.#setShown(true));
      on('hide', () => {
        const inside = target.contains(this.shadowRoot.activeElement);
        this.#setShown(false);
        if (inside) this.#launcher.focus();
      });
      on('unread', ({ count }) => {
        this.#unread = count;
        this.#label();
      });
      on('error', ({ code }) => code === 'PANIC' && this.#crash());
      return target;
    }

    #setShown(shown) {
      this.#shown = shown;
      this.toggleAttribute('open', shown);
      this.#label();
    }

    #label() {
      const count = this.#unread;
      const unread = count ? `, ${count} unread message${count > 1 ? 's' : ''}` : '';
      this.#badge.textContent = count > 99 ? '99+' : count || '';
      set(this.#launcher, { 'aria-expanded': this.#shown, 'aria-label': this.#shown ? 'Close chat' : `Open chat${unread}` });
    }

    #event(name, detail) {
      return new CustomEvent(`inglenook-${name}`, { bubbles: true, composed: true, detail });
    }

    // A second press while the first is still loading is impatience, not "hide it again".
    async #press() {
      if (this.#pressing) return;
      this.#pressing = true;
      await (this.#shown ? this.hide() : this.show()).catch(() => {});
      this.#pressing = false;
    }

    // The files did not arrive, or the panel did not start.
    #fail(error) {
      this.#mounting = null;
      this.#target?.remove();
      this.#setShown(false);
      if (reported !== error) console.error((reported = error).message);
      const failure = this.#failure = build('div', { class: 'failure', part: 'notice', role: 'alert' });
      const leave = () => {
        failure.remove();
        this.#launcher.focus();
      };
      failure.append(
        'The chat could not be loaded. Please check your connection.',
        build('br'),
        button('Try again', () => (leave(), this.show())),
        button('Dismiss', leave),
      );
      this.#base.append(failure);
      this.dispatchEvent(this.#event('error', { code: 'LOAD_FAILED', status: error.cause?.status ?? 0 }));
    }

    // The module's memory cannot be trusted any more: the next need gets a fresh module.
    #crash() {
      forget(this.#loading);
      this.#finish('PANIC');
      if (!this.#shown) this.#target.remove();
    }

    // Removed from the page. `open` stays as it is, so that an insertion shows the panel again.
    #end() {
      this.#inserted = false;
      this.#insertion = deferred();
      this.#observer?.disconnect();
      this.#failure?.remove();
      const target = this.#target;
      const widget = this.#widget;
      this.#target = null;
      this.#shown = false;
      this.#finish('DESTROYED');
      try {
        widget?.destroy();
      } catch (error) {
        console.error(error);
      }
      target?.remove();
    }

    // No call of this life is left waiting, and the next one starts anew.
    #finish(code) {
      this.#life.reject(failure(code, `inglenook: the call was given up (${code})`));
      this.#life = deferred();
      if (this.#widget) this.#ready = deferred();
      this.#mounting = this.#widget = null;
      this.#unread = 0;
      this.#launcher.removeAttribute('aria-busy');
      this.#label();
    }
  }

  // ---- what this script tag does ------------------------------------------------

  const existing = customElements.get(TAG);
  if (!existing) customElements.define(TAG, InglenookChat);
  else if (existing.version !== VERSION) {
    console.warn(`inglenook: version ${existing.version} is on this page already, version ${VERSION} stands back`);
  }

  const given = ATTRIBUTES.filter((name) => script?.hasAttribute(`data-${name}`));
  const Chat = existing || InglenookChat;
  if (!Chat.tagged && given.some((name) => CREDENTIALS.includes(name))) {
    // A tag that is on the page twice, by a theme and a tag manager, still means one chat.
    Chat.tagged = true;
    const chat = document.createElement(TAG);
    for (const name of given) chat.setAttribute(name, script.getAttribute(`data-${name}`));
    const append = () => document.body.append(chat);
    if (document.body) append();
    else document.addEventListener('DOMContentLoaded', append, { once: true });
  }
})();
