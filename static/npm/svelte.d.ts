// `import type {} from 'inglenook/svelte'` types <inglenook-chat> in Svelte's markup.
import type { HTMLAttributes } from 'svelte/elements';
import type { InglenookAttributes, InglenookChatElement, InglenookListeners } from './attributes.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'inglenook-chat': HTMLAttributes<InglenookChatElement> & InglenookAttributes & InglenookListeners;
  }
}
