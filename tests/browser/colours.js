// How a browser paints colours.

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

function luminance(colour) {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(...colours) {
  const [one, other] = colours.map(luminance);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

// The ratio of WCAG between the text of an element and the background of another.
export function contrast(text, behind) {
  return ratio(getComputedStyle(text).color, getComputedStyle(behind).backgroundColor);
}

// The same for what goes around an element.
export function outline(element, behind) {
  return ratio(getComputedStyle(element).borderTopColor, getComputedStyle(behind).backgroundColor);
}
