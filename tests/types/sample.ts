// A page that uses all of Inglenook. It only has to compile; each @ts-expect-error is a mistake that must not.

import type {
  ConversationSnapshot,
  ErrorCode,
  GetToken,
  InglenookChatConstructor,
  InglenookChatElement,
  InglenookError,
  InglenookEventMap,
  InglenookOptions,
  MessageSnapshot,
  PanelModule,
  Widget,
} from '../../static/inglenook';

declare function use(...values: unknown[]): void;
declare function is<Type>(value: Type): void;

// ---- the element ----

const found: InglenookChatElement | null = document.querySelector('inglenook-chat');
const chat: InglenookChatElement = document.createElement('inglenook-chat');
const Chat = customElements.get('inglenook-chat') as InglenookChatConstructor | undefined;
is<string | undefined>(Chat?.version);
use(found?.isConnected, Chat && new Chat().show());

function attributes(): void {
  chat.backend = 'siteassist';
  chat.apiUrl = '/v2';
  chat.apiKey = 'pk_shop';
  chat.token = null;
  chat.backend = 'polyai';
  chat.accountId = 'ws-1';
  chat.projectId = null;
  chat.connectorToken = null;
  chat.unsafeDirectKeys = false;
  chat.context = { variantId: 'V-1', integrationAttributes: { customer: 7, tags: ['a'] } };
  chat.context = null;
  chat.transport = 'completions';
  chat.assistantId = 'asst_1';
  chat.noStreaming = true;
  chat.mode = 'inline';
  chat.position = 'bottom-left';
  chat.theme = 'dark';
  chat.locale = 'de-AT';
  chat.words = { send: 'Los' };
  chat.words = null;
  chat.heading = 'The shop';
  chat.greeting = 'Good evening';
  chat.placeholder = 'Ask away';
  chat.suggestions = ['Opening hours?', 'Delivery?'];
  chat.closeReasons = 'Answered\nNot answered';
  chat.unreadTitle = true;
  chat.open = !chat.open;
  chat.prefetch = 'idle';
  chat.prefetch = 'configuration';
  is<string | null>(chat.suggestions);
  is<string | null>(chat.theme);

  // @ts-expect-error words are texts
  chat.words = { send: 7 };
  // @ts-expect-error no such backend
  chat.backend = 'other';
  // @ts-expect-error no such transport
  chat.transport = 'socket';
  // @ts-expect-error no such mode
  chat.mode = 'modal';
  // @ts-expect-error no such corner
  chat.position = 'top-right';
  // @ts-expect-error no such theme
  chat.theme = 'sepia';
  // @ts-expect-error no such moment
  chat.prefetch = 'soon';
  // @ts-expect-error a switch is a boolean
  chat.noStreaming = 'yes';
  // @ts-expect-error a list holds texts
  chat.suggestions = [1];
  // @ts-expect-error no such field
  chat.context = { variant: 'V-1' };
  // @ts-expect-error misspelt
  chat.apikey = 'pk_shop';
}

function tokens(): void {
  const getToken: GetToken = async (reason) => (reason === 'expired' ? 'fresh' : 'first');
  chat.getToken = getToken;
  chat.getToken = () => 'at once';
  chat.getToken = null;
  // @ts-expect-error a token is a string
  chat.getToken = () => 42;
  // @ts-expect-error there is no such reason
  chat.getToken = (reason: 'bored') => reason;
}

async function methods(): Promise<void> {
  is<void>(await chat.ready);
  await chat.show();
  await chat.hide();
  await chat.toggle();
  await chat.stop();
  const { id } = await chat.startConversation({ pageUrl: location.href });
  is<string>((await chat.startConversation()).id);
  is<string>((await chat.send('Do you have dry beech?')).id);
  await chat.openConversation(id);
  await chat.closeConversation();
  await chat.closeConversation('Answered').catch((error: InglenookError) => is<ErrorCode>(error.code));
  await chat.retry(id);
  await chat.reset();
  await chat.destroy();

  // @ts-expect-error what to send is missing
  chat.send();
  // @ts-expect-error which one is missing
  chat.openConversation();
  // @ts-expect-error a reason is a text
  chat.closeConversation({ reason: 'Answered' });
  // @ts-expect-error the address is called pageUrl
  chat.startConversation({ url: location.href });
  // @ts-expect-error a promise is no id
  is<string>(chat.send('Hello').id);
  // @ts-expect-error read only
  chat.unread = 0;
  // @ts-expect-error no such method
  chat.close();
}

function snapshots(): void {
  is<number>(chat.unread);
  const conversation: ConversationSnapshot | null = chat.conversation;
  // @ts-expect-error there may be none
  use(conversation.id);
  if (!conversation) return;
  is<'open' | 'closed'>(conversation.status);
  is<string | undefined>(conversation.closeReason);
  is<number | undefined>(conversation.closedAt);
  is<boolean>(conversation.isHumanHandled);
  is<string | undefined>(conversation.humanAgent);
  const last: MessageSnapshot | undefined = conversation.messages.at(-1);
  is<'visitor' | 'assistant' | 'human-agent' | undefined>(last?.role);
  is<'queued' | 'sending' | 'sent' | 'uncertain' | 'failed' | undefined>(last?.delivery);
  use(last?.id, last?.text.length, last?.createdAt?.toFixed());
  // @ts-expect-error a snapshot is only read
  conversation.messages.push(last);
  // @ts-expect-error a conversation is open or closed
  if (conversation.status === 'pending') use();
}

function events(): void {
  chat.addEventListener('inglenook-ready', (event) => is<null>(event.detail));
  chat.addEventListener('inglenook-show', (event) => is<null>(event.detail), { once: true });
  chat.addEventListener('inglenook-hide', (event) => is<null>(event.detail));
  chat.addEventListener('inglenook-conversation-start', ({ detail }) => is<string>(detail.id));
  chat.addEventListener('inglenook-conversation-close', ({ detail }) => is<string | null>(detail.reason));
  chat.addEventListener('inglenook-message', ({ detail: { id, role, text, conversationId } }) => {
    if (role === 'assistant') use(id, text.trim(), conversationId?.length);
  });
  chat.addEventListener('inglenook-unread', ({ detail }) => is<number>(detail.count));
  chat.addEventListener('inglenook-handoff', ({ detail }) => is<string | null>(detail.agent));
  chat.addEventListener('inglenook-error', ({ detail }) => {
    is<number | undefined>(detail.status);
    is<number | undefined>(detail.retryAfter);
    if (detail.code === 'LOAD_FAILED' || detail.code === 'a code of tomorrow') use(detail.details);
  });
  chat.addEventListener('click', (event) => is<number>(event.clientX));

  const listener = (event: InglenookEventMap['inglenook-unread']): void => is<number>(event.detail.count);
  document.addEventListener('inglenook-unread', listener);
  window.addEventListener('inglenook-unread', listener);
  chat.removeEventListener('inglenook-unread', listener);

  // @ts-expect-error the count is a number
  chat.addEventListener('inglenook-unread', ({ detail }) => is<string>(detail.count));
  // @ts-expect-error an error says nothing of a token
  chat.addEventListener('inglenook-error', ({ detail }) => use(detail.token));
}

// ---- the module ----

async function mounted(panel: PanelModule, target: HTMLElement): Promise<void> {
  await panel.default();
  await panel.default({ module_or_path: fetch('/panel/inglenook_bg.wasm') });
  const options: InglenookOptions = { apiKey: 'pk_shop', apiUrl: '/v2', suggestions: ['Hello'], open: true, getToken: null };
  const widget: Widget = panel.mount(target, options);
  is<void>(widget.show());
  widget.hide();
  widget.toggle();
  widget.stop();
  widget.configure({ ...options, theme: 'light', closeReasons: ['Answered'] });
  is<string>((await widget.startConversation()).id);
  is<string>((await widget.send('Hello')).id);
  await widget.openConversation('c1');
  await widget.retry('m1');
  await widget.closeConversation('Answered');
  use(widget.shown, widget.unread, widget.conversation?.id);
  widget.reset();
  widget.destroy();

  // @ts-expect-error a panel needs an element
  panel.mount('#chat', options);
  // @ts-expect-error misspelt
  panel.mount(target, { apikey: 'pk_shop' });
  // @ts-expect-error the panel's own show() is no promise
  void widget.show().then();
}

use(attributes, tokens, methods, snapshots, events, mounted);
