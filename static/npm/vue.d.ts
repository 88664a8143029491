// `import type {} from 'inglenook/vue'` types <inglenook-chat> in Vue's templates.
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { InglenookChatElement, InglenookEventMap, InglenookProps } from './attributes.js';

type Emits = { [Name in keyof InglenookEventMap]: (event: InglenookEventMap[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'inglenook-chat': new () => InglenookChatElement & {
      /** @deprecated only for the type of a template's attributes */
      $props: HTMLAttributes & InglenookProps & PublicProps;
      /** @deprecated only for the types of a template's events */
      $emit: EmitFn<Emits>;
    };
  }
}
