// How a browser paints colours.

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

const known = new Map();

// Of colours that lie on each other.
function luminance(...colours) {
  const key = colours.join();
  if (!known.has(key)) known.set(key, measured(colours));
  return known.get(key);
}

function measured(colours) {
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// As WCAG has it.
function ratio(...luminances) {
  const [least, most] = luminances.sort((one, other) => one - other);
  return (most + 0.05) / (least + 0.05);
}

const SHADE_INSIDE = /(\w+\([^)]*\)) \S+ \S+ [1-9]\d[\d.]*px \S+ inset/g;

// What an element stands on, from the bottom.
function ground(element) {
  const colours = [];
  for (let it = element.parentElement; it; it = it.parentElement) colours.unshift(getComputedStyle(it).backgroundColor);
  return ['#fff', ...colours];
}

// The ratio between two colours.
export function difference(one, other) {
  return ratio(luminance(one), luminance(other));
}

// The ratio between the text of an element and the background of another.
export function contrast(text, behind) {
  return ratio(luminance(getComputedStyle(text).color), luminance(getComputedStyle(behind).backgroundColor));
}

// The same between the text of an element and all that is behind it, a shadow inside the element too.
export function legibility(element) {
  const { color, backgroundColor, boxShadow } = getComputedStyle(element);
  const shades = [...boxShadow.matchAll(SHADE_INSIDE)].map(([, shade]) => shade);
  const behind = [...ground(element), backgroundColor, ...shades];
  return ratio(luminance(...behind, color), luminance(...behind));
}

// The least ratio between the text of some elements and the backgrounds of others.
export function leastContrast(texts, grounds) {
  const all = (elements, property) => [...elements].map((it) => luminance(getComputedStyle(it)[property]));
  const behind = all(grounds, 'backgroundColor');
  return Math.min(...all(texts, 'color').flatMap((text) => behind.map((it) => ratio(text, it))));
}

const isWritten = ({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim();

// What says something under a root, one of each kind; what cannot be used may be faint.
export function writing(root) {
  const kinds = new Map();
  for (const it of root.querySelectorAll('.panel *')) {
    if (it.closest('.hidden, .mirror, [aria-disabled=true]') || !it.getClientRects().length) continue;
    if ([...it.childNodes].some(isWritten)) kinds.set(`${it.parentElement.className} ${it.localName}.${it.className}`, it);
  }
  return [...kinds.values()];
}

// The same between the edge of an element and what the element stands on.
export function edge(element) {
  const behind = ground(element);
  return ratio(luminance(...behind, getComputedStyle(element).borderTopColor), luminance(...behind));
}

// Empty where the browser does not know such a property.
export function style(element, name) {
  return getComputedStyle(element)[name] ?? '';
}
