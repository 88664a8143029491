// Collects what must not happen on a page that carries the widget, and what the widget says.
(() => {
  const problems = (window.problems = []);
  const events = (window.chatEvents = []);
  addEventListener('error', (event) => problems.push(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => problems.push(`rejection: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) =>
    problems.push(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
  // Whatever else the browser would report to the site: deprecations, interventions, isolation.
  if (window.ReportingObserver) {
    new ReportingObserver((reports) => {
      for (const { type, body } of reports.filter(({ type }) => type !== 'csp-violation')) problems.push(`report: ${type} ${JSON.stringify(body)}`);
    }, { buffered: true }).observe();
  }
  for (const level of ['error', 'warn']) {
    const log = console[level];
    console[level] = (...words) => {
      problems.push(`console.${level}: ${words.join(' ')}`);
      log.apply(console, words);
    };
  }
  for (const name of ['ready', 'show', 'hide', 'conversation-start', 'conversation-close', 'message',
    'unread', 'handoff', 'error']) {
    addEventListener(`inglenook-${name}`, (event) => events.push({ name, detail: event.detail ?? null }));
  }
})();
