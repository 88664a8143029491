// What is too small or out of place in the widget as it is now. Links within a line of text may be
// as high as the line.
const SMALLEST = 24;
const ZOOMS_BELOW = 16;
const root = document.querySelector('inglenook-chat').shadowRoot;
const shown = [...root.querySelectorAll('*')].filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
const named = (node) => node.ariaLabel || node.textContent.trim().slice(0, 40) || node.localName;
const found = [];

// What the state is seen in, if not in the panel.
const ELSEWHERE = { launcher: '[part=launcher]', 'launcher-loading': '[part=launcher]', 'launcher-unread': '[part=badge]', 'not-loaded': 'bdi', crashed: '.crash' };
const place = ELSEWHERE[arguments[0]] ?? '.panel';
const stands = shown.find((it) => it.matches(place));

for (const node of shown.filter((it) => it.matches('button, input, textarea, a[href], [tabindex="0"]'))) {
  const { width, height } = node.getBoundingClientRect();
  const inLine = node.matches('a') && getComputedStyle(node).display.startsWith('inline') && !node.matches('.main');
  if (!inLine && (width < SMALLEST - 0.1 || height < SMALLEST - 0.1)) {
    found.push(`${named(node)} is ${width} by ${height}`);
  }
}
for (const node of shown.filter((it) => it.matches('input, textarea'))) {
  const size = parseFloat(getComputedStyle(node).fontSize);
  if (size < ZOOMS_BELOW) found.push(`${named(node)} is written in ${size} px`);
}
if (!stands) {
  found.push(`${place} is not shown`);
} else {
  const own = stands.getBoundingClientRect();
  if (!own.width || !own.height || own.left < -1 || own.right > innerWidth + 1 || own.top < -1 || own.bottom > innerHeight + 1) {
    found.push(`${place} stands at ${own.left}, ${own.top} to ${own.right}, ${own.bottom}`);
  }
  for (const node of shown.filter((it) => stands.contains(it) && !it.closest('pre, .table, .hidden, .mirror'))) {
    const box = node.getBoundingClientRect();
    if (box.width && (box.left < own.left - 1 || box.right > own.right + 1)) {
      found.push(`${node.localName}.${node.className.baseVal ?? node.className} sticks out: ${box.left} to ${box.right}`);
    }
  }
}
const foot = root.querySelector('.foot');
for (const node of shown.filter((it) => it.matches('.header, .foot'))) {
  const { top, bottom } = node.getBoundingClientRect();
  const panel = node.closest('.panel').getBoundingClientRect();
  if (top < panel.top - 1 || bottom > panel.bottom + 1) found.push(`.${node.className} stands at ${top} to ${bottom}, the panel ends at ${panel.bottom}`);
}
// Who answers can be read to the end.
for (const node of shown.filter((it) => it.matches('.names > *'))) {
  if (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1) found.push(`"${named(node)}" is cut off`);
}
// However long a message is, it can be sent without scrolling.
if (foot && !foot.querySelector('.notice')) {
  const end = foot.getBoundingClientRect().bottom;
  for (const node of shown.filter((it) => it.matches('.composer [part=send], .composer .note'))) {
    const { bottom } = node.getBoundingClientRect();
    if (bottom > end + 1) found.push(`${named(node)} ends at ${bottom}, below ${end}`);
  }
}
return found;
