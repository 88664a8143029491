// Runs on the measured page before anything else, and measures without touching what is measured.
(() => {
  const FRAME = 1000 / 60;
  const bench = (window.bench = { tasks: [], shift: 0, largest: 0 });
  const watch = (type, take) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
    observer.observe({ type, buffered: true });
    return () => observer.takeRecords().forEach(take);
  };
  const flush = watch('longtask', ({ startTime, duration }) => bench.tasks.push({ startTime, duration }));
  watch('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (bench.shift += value));
  watch('largest-contentful-paint', ({ startTime }) => (bench.largest = startTime));

  // Asking DevTools for the memories of WebAssembly is more than some versions of Chromium survive.
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const exported = Object.values((made.instance ?? made).exports);
      exported.filter((it) => it instanceof WebAssembly.Memory).forEach((it) => memories.add(it));
      return made;
    };
  }
  bench.wasm = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

  const wait = (time) => new Promise((done) => setTimeout(done, time));
  // What is there when this comes back has been painted.
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  }));

  const root = () => document.querySelector('inglenook-chat').shadowRoot;
  bench.log = () => root().querySelector('[role=log]');
  bench.last = () => {
    let last = bench.log()?.firstElementChild.lastElementChild;
    while (last && !last.querySelector('article') && !last.matches('article')) last = last.previousElementSibling;
    return last?.textContent ?? '';
  };
  bench.writes = () => root().activeElement?.matches('textarea') && root().activeElement.checkVisibility();
  bench.nodes = () => {
    const walker = document.createTreeWalker(root(), NodeFilter.SHOW_ALL);
    let count = 0;
    while (walker.nextNode()) count += 1;
    return count;
  };
  bench.messages = () => root().querySelectorAll('[part~=message]').length;

  const started = (event) => new Promise((start) => {
    if (!event) start(performance.now());
    else addEventListener(event, ({ timeStamp }) => start(timeStamp), { capture: true, once: true });
  });

  // From an event (null: now) on: how long until `first` and `ready` have been painted, and what the
  // frames were like meanwhile. Both are looked at once a frame, so they have to be cheap.
  bench.record = (event, ready, first = ready) => {
    bench.done = (async () => {
      const start = await started(event);
      const result = { start, frames: 0, dropped: 0, longestFrame: 0, requests: [] };
      let before = start;
      for (;;) {
        const now = await painted();
        result.frames += 1;
        result.dropped += Math.max(0, Math.round((now - before) / FRAME) - 1);
        result.longestFrame = Math.max(result.longestFrame, now - before);
        before = now;
        if (result.first === undefined && first()) result.first = now - start;
        if (ready()) {
          result.ready = now - start;
          break;
        }
      }
      await wait(100);
      flush();
      const tasks = bench.tasks.filter(({ startTime, duration }) => startTime + duration > start && startTime < before);
      const durations = tasks.map(({ duration }) => duration);
      result.longestTask = Math.max(0, ...durations);
      result.longTasks = durations.reduce((sum, duration) => sum + duration, 0);
      for (const { name, startTime, responseEnd } of performance.getEntriesByType('resource')) {
        result.requests.push({ path: new URL(name).pathname, sent: startTime - start, received: responseEnd - start });
      }
      return result;
    })();
  };

  // Scrolls up by most of a panel each frame, until the first message or for so long.
  bench.scroll = (longest) => {
    const end = performance.now() + longest;
    let patience = 30;
    bench.record(null, () => {
      const log = bench.log();
      patience = log.scrollTop > 0 ? 30 : patience - 1;
      log.scrollTop -= log.clientHeight * 0.8;
      return patience === 0 || performance.now() > end;
    });
  };

  // How long the browser takes for a reply that nobody shows: fetched and read, nothing else.
  bench.bare = async (api) => {
    let token;
    const post = async (path, body) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      return fetch(api + path, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    token = (await (await post('/identity/init', { apiKey: 'pk_sandbox', saVid: crypto.randomUUID() })).json()).sessionToken;
    const { id } = await (await post('/conversations', {})).json();
    const start = performance.now();
    const reader = (await post(`/conversations/${id}/messages`, { content: 'go', stream: true })).body.getReader();
    while (!(await reader.read()).done);
    return performance.now() - start;
  };

  // What the page has cost so far.
  bench.cost = () => {
    flush();
    const requests = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ name }) => !name.endsWith('/page/before.js'));
    return {
      requests: requests.length,
      bytes: requests.reduce((sum, { transferSize }) => sum + transferSize, 0),
      longTasks: bench.tasks.length,
      shift: bench.shift,
      largest: bench.largest,
    };
  };
})();
