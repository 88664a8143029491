// What can be seen of the chat: of each part, the last of its kind, its place, whether something covers it, and its style.
const { shadowRoot } = document.querySelector('inglenook-chat');
const PARTS = ['[part=launcher]', 'section.panel', '[part=header]', '.said', '.markdown p', '.markdown strong', 'textarea', '[part=send]'];
const STYLES = ['display', 'visibility', 'opacity', 'color', 'backgroundColor', 'font', 'letterSpacing', 'wordSpacing',
  'textTransform', 'textAlign', 'textIndent', 'textShadow', 'textDecorationLine', 'whiteSpace', 'direction', 'writingMode', 'boxSizing',
  'cursor', 'userSelect', 'pointerEvents', 'transform', 'filter', 'borderRadius', 'padding', 'margin'];
const look = (part) => {
  const node = [...shadowRoot.querySelectorAll(part)].pop();
  const { x, y, width, height } = node.getBoundingClientRect();
  const [left, top] = [x + width / 2, y + height / 2];
  const seen = shadowRoot.elementFromPoint(left, top);
  const style = getComputedStyle(node);
  return {
    place: [x, y, width, height].map(Math.round),
    onTop: document.elementFromPoint(left, top) === shadowRoot.host && (node.contains(seen) || seen.contains(node)),
    ...Object.fromEntries(STYLES.map((name) => [name, style[name]])),
  };
};
return Object.fromEntries(PARTS.map((part) => [part, look(part)]));
