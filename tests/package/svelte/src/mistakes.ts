// Only has to compile; each @ts-expect-error is a mistake that must not.
import type {} from 'inglenook/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

declare function is<Type>(value: Type): void;

type Chat = SvelteHTMLElements['inglenook-chat'];

export const right: Chat = {
  mode: 'inline',
  'no-streaming': true,
  class: 'wide',
  'oninglenook-unread': (event) => is<number>(event.detail.count),
};

export const wrong: Chat[] = [
  // @ts-expect-error no such mode
  { mode: 'modal' },
  // @ts-expect-error the count is a number
  { 'oninglenook-unread': ({ detail }) => is<string>(detail.count) },
];
