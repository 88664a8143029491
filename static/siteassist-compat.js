// Answers the calls of SiteAssist's own snippet, `SiteAssist('init' | 'open' | 'close' | 'toggle', …)`, with
// <inglenook-chat>. Takes the place of the vendor's script in that snippet; brings the loader from beside itself.
(() => {
  const TAG = 'inglenook-chat';
  const METHODS = { open: 'show', close: 'hide', toggle: 'toggle' };
  // In any language, and under the name that says its digest.
  const LOADER = /\/inglenook[^/]*\.js/;

  const warn = (words) => console.warn(`inglenook: ${words}`);

  const { src } = document.currentScript || {};
  if (!customElements.get(TAG) && ![...document.scripts].some((script) => LOADER.test(script.src))) {
    const url = new URL('inglenook.js', src || location).href;
    document.head.append(Object.assign(document.createElement('script'), {
      src: url, async: true, onerror: () => console.error(`inglenook: ${url} did not arrive`),
    }));
  }

  let chat;

  // Behind the body, which sites that navigate without a reload replace, and which may not be there yet.
  const place = () => {
    if (!document.body) requestAnimationFrame(place);
    else if (!chat.isConnected) document.documentElement.append(chat);
  };

  // The properties of the element are options too; SiteAssist's `type` has one value that is known.
  const init = ({ type, ...options } = {}) => {
    if (type && type !== 'floating-bubble') warn(`SiteAssist: there is no type "${type}" here; the chat floats`);
    for (const [name, value] of Object.entries(options)) {
      if (Object.getOwnPropertyDescriptor(chat.constructor.prototype, name)?.set) chat[name] = value;
      else warn(`SiteAssist: there is no option "${name}" here`);
    }
    place();
  };

  const carryOut = ([command, options]) => {
    chat ??= document.querySelector(TAG) || document.createElement(TAG);
    if (command === 'init') init(options);
    // What is asked for before `init` waits for it: the element does nothing outside of a page.
    else if (Object.hasOwn(METHODS, command)) chat[METHODS[command]]();
    else warn(`SiteAssist: there is no command "${command}" here`);
  };

  const take = (call) => customElements.whenDefined(TAG).then(() => carryOut(call));

  // The snippet's function stays, since pages may have kept it; only where it puts calls is another place.
  const SiteAssist = window.SiteAssist ||= function () {
    SiteAssist._q.push(arguments);
  };
  for (const place of ['_q', 'q']) {
    const waiting = SiteAssist[place] || [];
    SiteAssist[place] = { push: take };
    Array.from(waiting, take);
  }
})();
