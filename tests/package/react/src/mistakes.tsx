// Only has to compile; each @ts-expect-error is a mistake that must not.
import type {} from 'inglenook/react';
import { load, type InglenookChatElement } from 'inglenook';

declare function is<Type>(value: Type): void;

export const right = (
  <inglenook-chat
    api-key="pk_shop"
    mode="inline"
    theme={null}
    close-reasons={'Answered\nNot answered'}
    no-streaming={false}
    prefetch="idle"
    className="wide"
    ref={(chat) => is<InglenookChatElement | null>(chat)}
    oninglenook-unread={(event) => is<number>(event.detail.count)}
  />
);

export const wrong = [
  // @ts-expect-error no such mode
  <inglenook-chat mode="modal" />,
  // @ts-expect-error an attribute, as in HTML
  <inglenook-chat apiKey="pk_shop" />,
  // @ts-expect-error a heading is a text
  <inglenook-chat heading={7} />,
  // @ts-expect-error the count is a number
  <inglenook-chat oninglenook-unread={({ detail }) => is<string>(detail.count)} />,
];

export const loaded: Promise<InglenookChatElement> = load({ base: new URL('https://cdn.example.com/'), nonce: 'x' }).then((Chat) => new Chat());
// @ts-expect-error there is no such option
load({ url: '/inglenook/' });
