import type { InglenookChatElement, InglenookEventMap, InglenookOptions, Prefetch } from './inglenook.js';

/** `closeReasons` is written `close-reasons`. */
type Kebab<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `-${Lowercase<Letter>}`}${Kebab<Rest>}`
  : Name;

type PropertyOnly = 'getToken' | 'context' | 'words';
type Reflected = Omit<InglenookOptions, PropertyOnly> & { prefetch?: Prefetch | null };
type Written<Name extends keyof Reflected> = Extract<Reflected[Name], string | boolean> | null | undefined;

/** The attributes of `<inglenook-chat>`. A switch that is false or null is absent. */
export type InglenookAttributes = { [Name in keyof Reflected as Kebab<Name>]?: Written<Name> };

/** As Vue checks them, whichever way they are written: the attributes, and with `.prop` what is none. */
export type InglenookProps = { [Name in keyof Reflected]?: Written<Name> } & Pick<InglenookOptions, PropertyOnly>;

/** Listeners as React and Svelte take them: `oninglenook-message`. */
export type InglenookListeners = {
  [Name in keyof InglenookEventMap as `on${Name}`]?: ((event: InglenookEventMap[Name]) => void) | null | undefined;
};

export type { InglenookChatElement, InglenookEventMap };
