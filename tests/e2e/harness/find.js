// Finds what a visitor with assistive technology would: by role and accessible name, through open
// shadow roots, visible things only. arguments: role, name (null: any), scope selector (null: page).
const [role, name, scope] = arguments;
const ROLES = {
  A: 'link', BUTTON: 'button', TEXTAREA: 'textbox', INPUT: 'textbox', H1: 'heading', H2: 'heading',
  H3: 'heading', FORM: 'form', IMG: 'img', LI: 'listitem', UL: 'list', OL: 'list', TABLE: 'table',
};
const roleOf = (node) => node.getAttribute('role') || ROLES[node.tagName];
const byIds = (node, attribute) => (node.getAttribute(attribute) || '').split(/\s+/).filter(Boolean)
  .map((id) => node.getRootNode().getElementById(id)?.textContent ?? '').join(' ');
const labelOf = (node) => [...(node.labels || [])].map((label) => label.textContent).join(' ');
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const nameOf = (node) => clean(byIds(node, 'aria-labelledby') || node.getAttribute('aria-label') || labelOf(node)
  || (/TEXTAREA|INPUT/.test(node.tagName) ? node.placeholder : node.textContent));
const visible = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('[aria-hidden=true]');
function* walk(root) {
  for (const node of root.querySelectorAll('*')) {
    yield node;
    if (node.shadowRoot) yield* walk(node.shadowRoot);
  }
}
const root = scope ? document.querySelector(scope).shadowRoot : document;
for (const node of walk(root)) {
  if (roleOf(node) === role && (name === null || nameOf(node) === name) && visible(node)) return node;
}
return null;
