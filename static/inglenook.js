// Inglenook's loader: defines <inglenook-chat>, draws its launcher, and fetches
// the panel (WebAssembly) when a visitor is about to need it. No module, so that
// a plain script tag is enough, and no global: everything is inside this closure.
(() => {
  // The panel's two files, beside this one. `cargo xtask dist` names them by the digest of the module,
  // which knows the digest of its WebAssembly.
  let files = 'panel/inglenook';

  const words = (text) => text.split(' ');
  const ATTRIBUTES = words('open position no-streaming unsafe-direct-keys api-key token account-id api-url assistant-id project-id transport connector-token placeholder heading backend prefetch theme locale greeting unread-title mode close-reasons suggestions');
  const PROPERTIES = words('getToken context words');
  const METHODS = words('openConversation show send closeConversation reset toggle stop startConversation retry hide');

  // In a module script `currentScript` is null; then the tag is known by its file name.
  const script = document.currentScript || document.querySelector('script[src*=inglenook]');

  const property = (attribute) => attribute.replace(/-./g, (pair) => pair[1].toUpperCase());
  const failure = (code, message = code) => Object.assign(Error('inglenook: ' + message), { code });

  // The page gets every rejection that it waits for, and never an "unhandled" one.
  const quiet = (promise) => promise.catch(() => {}) && promise;

  // What became of a floating panel on this tab's last page: '1' where it was shown, '0' where the
  // visitor had hidden it, '-1' where they wait for somebody behind it all the same. The panel keeps this.
  const recall = () => { try { return sessionStorage['inglenook:shown']; } catch {} };

  // A promise that is settled from outside. Not by `withResolvers`: the page may have a `Promise` of its own.
  const deferred = (ends) =>
    Object.assign(quiet(new Promise((resolve, reject) => ends = { resolve, reject })), ends);

  // ---- the panel's files: one download for all elements on the page ------------

  let panel;
  // A module that failed or panicked stays in the browser's module map: the next
  // attempt asks for it by another address.
  let suffix = '';

  const forget = () => { panel = null; suffix += '?'; };

  // A page that was opened long ago asks for files that may be replaced by now.
  const renew = async () => {
    try {
      const loader = await (await fetch(script.src, { signal: AbortSignal.timeout(6e4), cache: 'reload', integrity: script.integrity })).text();
      const [newer] = loader.match(/panel-[\w-]+/);
      return newer !== files && (files = newer);
    } catch {}
  };

  // What is imported then is the module that was preloaded, and so checked.
  const preload = (href, link = build('link')) => new Promise((onload, onerror) => {
    AbortSignal.timeout(6e4).onabort = onerror;
    document.documentElement.append(Object.assign(link, {
      rel: 'modulepreload', href, nonce: script?.nonce, integrity: files.replace('panel', 'sha256') + '=', onload, onerror,
    }));
  }).finally(() => link.replaceWith());

  const download = async (chat) => {
    const url = new URL(files, script?.src || location);
    const glueUrl = url + '.js' + suffix;
    try {
      const wasm = quiet(fetch(url + '_bg.wasm', { signal: AbortSignal.timeout(6e4) }));
      await preload(glueUrl);
      const glue = await import(glueUrl);
      // The WebAssembly is still arriving; it is compiled meanwhile, and the words of the chat are asked for.
      await glue.default({ module_or_path: wasm, chat });
      return glue;
    } catch ({ message = glueUrl }) {
      forget();
      if (await renew()) return load(chat);
      throw failure('LOAD_FAILED', url + ': ' + message);
    }
  };

  const load = (chat) => panel ??= quiet(download(chat));

  // ---- the launcher ---------------------------------------------------------------

  // Sizes are in em: `all: initial` makes 1em the visitor's own text size, whatever
  // the host page says. The panel's sheet lives in the same shadow root, so every
  // rule starts at a part or class that only the loader draws. A backslash keeps a line's end out of it.
  // What only a panel that is shown makes of the launcher, its sheet says.
  // Browsers take the highest z-index that they know for one that is higher.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`\
:host{display:contents}\
:host([mode=inline]){display:block;height:var(--inglenook-height,36rem)}\
.base{all:initial;color-scheme:inherit;font-family:var(--inglenook-font,system-ui);display:grid;justify-items:end;\
position:fixed;bottom:min(var(--inglenook-offset-y,20px),max(20px,100% - 24em));inset-inline-end:min(var(--inglenook-offset-x,20px),max(20px,100% - 24em));\
z-index:var(--inglenook-z-index,9999999999);max-width:calc(100% - 40px)}\
:host([position=bottom-left]) .base{inset-inline:min(var(--inglenook-offset-x,20px),max(20px,100% - 24em)) auto;justify-items:start}\
[part=launcher]{width:3.5em;height:3.5em;padding:0;border:1px solid #0000;border-radius:50%;font:inherit;cursor:pointer;\
background:var(--inglenook-accent,#a8401c);color:var(--inglenook-on-accent,color(from var(--inglenook-accent,#a8401c) xyz calc(99999*(.179 - y)) calc(99999*(.179 - y)) calc(99999*(.179 - y))));box-shadow:0 0 1em #0005}\
[part=launcher]::before{content:"";display:block;width:1.2em;height:1.2em;margin:auto;border:2px solid;border-radius:50% 50% 50% 10%}\
[part=launcher][aria-busy=true]::before{opacity:.3}\
bdi,bdi button{display:grid;margin:.5em 0;padding:.7em;border:1px solid;border-radius:1em;background:Canvas;color:CanvasText;font:inherit}\
:host([mode=inline]) .base{all:initial;color-scheme:inherit;font-family:var(--inglenook-font,system-ui);display:block;height:100%}\
:host([hidden]),:host([mode=inline]) [part=launcher]{display:none}\
@media print{:host{display:none!important}}`);

  const set = (node, attributes) => {
    for (const pair of Object.entries(attributes)) node.setAttribute(...pair);
    return node;
  };
  const build = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    node.append(...children);
    return set(node, attributes);
  };

  // ---- the element ------------------------------------------------------------------

  class InglenookChat extends HTMLElement {
    static version = '0.1.0';
    static observedAttributes = ATTRIBUTES;

    // Nothing is removed by `remove`: old libraries have one that fails on what is gone.

    // A life ends with removal or a panic, by rejecting: no call is left waiting.
    #life = deferred();
    #ready = deferred();
    #insertion = deferred();
    #observer;
    #configuring;
    #inserted; // between insertion and the end of that life
    #mounting; // the promise of the widget, from the first need on
    #widget;
    #target; // where the widget is mounted, or what tells that files did not arrive
    #given = {}; // by the page, in properties that are no attributes
    #shown = false;

    #badge = build('div', { part: 'badge' });
    #launcher = build('button', { part: 'launcher', 'aria-labelledby': 'launcher' }, this.#badge);
    #base = build('div', { class: 'base' }, this.#launcher);

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#base);
      this.#label();
      // Showing twice is showing once: an impatient second press does no harm.
      this.#launcher.onclick = () => this.#call(this.#shown ? 'hide' : 'show');
      this.#launcher.onpointerenter = this.#launcher.onfocus = () => /idle|never/.test(this.prefetch) || load(this);
      // The panel leaves such a button behind when its WebAssembly has panicked.
      this.#base.onclick = ({ target }) => target.closest('[data-reload]') && this.#call('show');
      const on = (name, act) => this.#base.addEventListener('inglenook-' + name, act);
      on('show', () => this.#setShown(true));
      on('hide', () => {
        this.#setShown(false);
        if (this.#target.matches(':focus-within')) this.#launcher.focus();
        if (!this.#mounting) this.#target.replaceWith();
      });
      on('unread', () => this.#label());
      on('error', ({ detail: { code } }) => {
        if (code !== 'PANIC') return;
        // What it was doing unseen need not be told to the visitor.
        if (this.#widget && !this.#shown) this.#target.replaceWith();
        // The module's memory cannot be trusted any more: the next need gets a fresh one.
        forget();
        this.#finish(failure(code));
      });
    }

    connectedCallback() {
      if (this.#inserted || !this.isConnected) return;
      // A page that is prerendered has no frames and costs nothing before somebody sees it.
      if (document.prerendering) return requestAnimationFrame(() => this.connectedCallback());
      // What was set before the element was defined hides its accessor.
      for (const [name, value] of Object.entries(this)) {
        delete this[name];
        this[name] = value;
      }
      this.#inserted = true;
      this.#insertion.resolve();
      if (this.mode !== 'inline') this.open = (recall() ?? this.open) > 0;
      this.#plan();
    }

    // A move inside the document is a removal and an insertion in one task.
    disconnectedCallback() {
      queueMicrotask(() => this.#inserted && !this.isConnected && quiet(this.#end()));
    }

    attributeChangedCallback(name) {
      if (!this.#inserted) return;
      if (/mode|prefetch/.test(name)) this.#plan();
      if (name !== 'open') this.#configure();
      else if (this.open !== this.#shown) this.#obey();
    }

    get ready() { return this.#ready; }

    get conversation() { return this.#widget?.conversation || null; }

    get unread() { return this.#widget?.unread || 0; }

    async destroy() {
      this.replaceWith();
      quiet(this.#end());
    }

    static {
      for (const name of METHODS) {
        this.prototype[name] = function (...values) {
          return this.#call(name, ...values);
        };
      }
      for (const name of ATTRIBUTES.concat(PROPERTIES)) {
        Object.defineProperty(this.prototype, property(name), {
          get() {
            return PROPERTIES.includes(name) ? this.#given[name] : /^(open|no-|un)/.test(name) ? this.hasAttribute(name) : this.getAttribute(name);
          },
          set(value) {
            if (PROPERTIES.includes(name)) this.#configure(this.#given[name] = value);
            else if (/^(open|no-|un)/.test(name)) this.toggleAttribute(name, !!value);
            else if (value == null) this.removeAttribute(name);
            else this.setAttribute(name, [].concat(value).join('\n'));
          },
        });
      }
    }

    // What an insertion or a change of mode asks for without a call.
    #plan() {
      this.#observer?.disconnect();
      if (this.mode === 'inline') {
        (this.#observer = new IntersectionObserver((entries, observer) => {
          if (entries.pop().isIntersecting) this.#obey(observer.disconnect());
        })).observe(this);
      } else if (this.open) {
        this.#obey();
      } else if (/idle|conf|-/.test(this.prefetch + recall())) {
        // Mounted unseen, the panel asks how the launcher is to look, or for what the visitor waits for.
        (window.requestIdleCallback || setTimeout)(() => this.#inserted && quiet(load(this).then(() => /conf|-/.test(this.prefetch + recall()) && this.#mounted())));
      }
    }

    // Brings the panel to what `open` and `mode` say by the time that it is there.
    #obey() {
      quiet(this.#mounted().then((widget) => widget.shown !== (this.open || this.mode === 'inline') && widget.toggle()));
    }

    #configure() {
      this.#label();
      if (!this.#widget || this.#configuring) return;
      this.#configuring = true;
      quiet(this.#mounting.then((widget) => widget.configure(this, this.#configuring = false)));
    }

    #call(name, ...values) {
      if (!this.#mounting && /hide|stop/.test(name)) {
        // After a panic there is something to hide, but no widget to do it.
        if (this.#shown && /hide/.test(name)) this.#dispatch(name);
        return Promise.resolve();
      }
      // Calls run in the order in which they were made: all wait for the same promise.
      const answer = this.#mounted().then((widget) => widget[name](...values));
      if (name === 'reset') {
        // At once, also where nobody is there yet to do it: pages like to go on in the same moment.
        if (!this.#widget) try { for (const kept of [localStorage, sessionStorage]) for (const key in kept) key.match('inglenook:') && delete kept[key]; } catch {}
        // A token that the page gives from here on is the next visitor's.
        this.token = null;
        quiet(answer.then(() => this.#configure()));
      }
      return quiet(Promise.race([answer, this.#life]));
    }

    #mounted() {
      return this.#mounting ??= quiet(this.#mount(this.#life));
    }

    async #mount(life) {
      await this.#insertion;
      this.#target?.replaceWith();
      this.#label();
      try {
        const glue = await load(this);
        if (life !== this.#life) return life;
        this.#base.append(this.#target = build('div'));
        this.#widget = glue.mount(this.#target, this);
      } catch (error) {
        if (life === this.#life) this.#fail(error);
        throw error;
      }
      this.#label();
      this.#ready.resolve();
      this.#dispatch('ready');
      return this.#widget;
    }

    #setShown(shown) {
      this.open = this.#shown = shown;
      this.#label();
    }

    // Once it is there, the panel names the launcher: in an element with the id `launcher`. Until then the
    // words are the page's, or the loader's own: `cargo xtask dist` puts its language in the place of `en`.
    #label() {
      this.#badge.textContent = this.unread || '';
      this.#base.lang = this.#widget || this.words ? document.documentElement.lang : 'en';
      set(this.#launcher, { 'aria-label': this.#shown ? 'Close chat' : this.words?.['open-chat'] ?? 'Open chat', 'aria-expanded': this.#shown, 'aria-busy': !!this.#mounting && !this.#widget });
    }

    #dispatch(name, detail) {
      this.#base.dispatchEvent(new CustomEvent('inglenook-' + name, { bubbles: true, composed: true, detail }));
    }

    // The files did not arrive, or the panel did not start. A `bdi` goes in the direction of its words.
    #fail(error) {
      this.#target?.replaceWith();
      this.#setShown(false);
      this.#target = build('bdi', { part: 'notice', role: 'alert' },
        this.words?.['not-loaded'] ?? 'The chat could not be loaded.',
        build('button', { 'data-reload': '' }, this.words?.['try-again'] ?? 'Try again'), build('button', {}, this.words?.['close-chat'] ?? 'Close chat'));
      this.#target.onclick = ({ target }) => target.type && this.#launcher.focus(this.#target.replaceWith());
      this.#base.prepend(this.#target);
      this.#finish(error);
      this.#dispatch('error', { code: 'LOAD_FAILED' });
      // The last: pages can be without a console.
      console.error(error);
    }

    // Removed from the page. `open` stays as it is, so that an insertion shows the panel again.
    async #end() {
      const widget = this.#widget;
      this.#inserted = null;
      this.#insertion = deferred();
      this.#target?.replaceWith();
      this.#shown = false;
      this.#finish(failure('DESTROYED'));
      widget?.destroy();
    }

    #finish(error) {
      this.#life.reject(error);
      this.#life = deferred();
      if (this.#widget) this.#ready = deferred();
      this.#mounting = this.#widget = null;
      this.#label();
    }
  }

  // ---- what this script tag does ----------------------------------------------------

  const Chat = customElements.get('inglenook-chat') || InglenookChat;
  if (Chat === InglenookChat) customElements.define('inglenook-chat', Chat);
  else if (Chat.version !== InglenookChat.version) console.warn('inglenook: kept ' + Chat.version);

  const given = (name) => script?.getAttribute('data-' + name);
  // A tag that is on the page twice, by a theme and a tag manager, still means one chat.
  if (!Chat.tagged && words('api-key token account-id').some(given)) {
    Chat.tagged = true;
    const chat = build('inglenook-chat');
    for (const name of ATTRIBUTES) given(name) == null || chat.setAttribute(name, given(name));
    // Behind the body, so that the page's own controls come first, and not in it: sites that navigate
    // without a reload replace it.
    const place = () => document.body ? document.documentElement.append(chat) : requestAnimationFrame(place);
    place();
  }
})();
