// `import type {} from 'inglenook/react'` types <inglenook-chat> in React 19's JSX.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { InglenookAttributes, InglenookChatElement, InglenookListeners } from './attributes.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'inglenook-chat': DetailedHTMLProps<HTMLAttributes<InglenookChatElement>, InglenookChatElement> & InglenookAttributes & InglenookListeners;
    }
  }
}
