// Puts the HTML of tags on the page as Google Tag Manager does: parsed apart, its scripts made anew, of
// which only id, text, charset and address are taken over, at the end of the body, one after the other.
(async () => {
  window.dataLayer = [];
  const markup = await Promise.all(['/events.html', '/chat.html'].map(async (url) => (await fetch(url)).text()));
  const apart = document.createElement('div');
  apart.innerHTML = markup.join('').replaceAll('<script', '<script type="text/gtmscript"').replaceAll(' src=', ' data-gtmsrc=');
  for (const node of [...apart.childNodes]) {
    if (node.nodeName !== 'SCRIPT') {
      document.body.insertBefore(node, null);
      continue;
    }
    const script = document.createElement('script');
    script.async = false;
    script.type = 'text/javascript';
    script.id = node.id;
    script.text = node.text;
    const address = node.getAttribute('data-gtmsrc');
    if (address) script.src = address;
    document.body.insertBefore(script, null);
  }
})();
