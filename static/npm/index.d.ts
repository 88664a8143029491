import type { InglenookChatConstructor } from './inglenook.js';

export type * from './inglenook.js';
export type { InglenookAttributes } from './attributes.js';

export type Language =
  'ar' | 'de' | 'es' | 'fr' | 'he' | 'hi' | 'it' | 'ja' | 'ko' | 'nl' | 'pl' | 'pt-BR' | 'tr' | 'zh-Hans' | 'zh-Hant';

export interface LoadOptions {
  /**
   * Where the files are that `npx inglenook <folder>` copies: an address, absolute or relative to the page's base URL.
   * Default: `files/` beside this module, which is right where no bundler moves it.
   */
  base?: string | URL;
  /**
   * The language of what is said before the panel is there: `ar`, `de`, `es`, `fr`, `he`, `hi`, `it`, `ja`, `ko`, `nl`,
   * `pl`, `pt-BR`, `tr`, `zh-Hans` or `zh-Hant`. Default: English. The panel itself speaks the language of the page.
   */
  language?: Language;
  /** For pages whose Content Security Policy asks for one. */
  nonce?: string;
}

/**
 * Brings the loader in, which defines `<inglenook-chat>`; once, whoever asks. Resolves with the element's class.
 *
 * Rejects with an `InglenookError` of the code `LOAD_FAILED` where the loader does not arrive or may not run, and on a server, where
 * importing this module is safe but there is nothing to define; the next call tries again. A rejection that nobody
 * handles stays silent. Where Trusted Types are enforced the page's `trusted-types` must name `inglenook`.
 */
export declare function load(options?: LoadOptions): Promise<InglenookChatConstructor>;
