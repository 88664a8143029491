// The text that the widgets of the page show, or the parts of them that match a selector; old messages
// that are not painted just now included. arguments: selector.
const [selector] = arguments;
const words = [];
const read = (node) => {
  if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
  else if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility({ visibilityProperty: true })) return;
  else {
    const block = !getComputedStyle(node).display.startsWith('inline');
    if (block) words.push('\n');
    node.childNodes.forEach(read);
    if (block) words.push('\n');
  }
};
for (const chat of document.querySelectorAll('inglenook-chat')) {
  const roots = chat.matches(selector) ? [chat.shadowRoot] : chat.shadowRoot.querySelectorAll(selector);
  for (const root of roots) root.childNodes.forEach(read);
}
return words.join('').replace(/\n+/g, '\n').replace(/[^\S\n]+/g, ' ').trim();
