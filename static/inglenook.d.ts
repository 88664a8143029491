/**
 * Types of `<inglenook-chat>` and of the panel's module.
 *
 * Once this file is part of a project (`import type {} from './inglenook'`), `document.querySelector('inglenook-chat')`
 * and `addEventListener('inglenook-message', …)` are typed by themselves.
 *
 * Looks are CSS. Custom properties, on the element or any ancestor: `--inglenook-accent`, `--inglenook-on-accent`,
 * `--inglenook-background`, `--inglenook-text`, `--inglenook-radius`, `--inglenook-font`, `--inglenook-width`,
 * `--inglenook-height`, `--inglenook-offset-x`, `--inglenook-offset-y`, `--inglenook-z-index`.
 * Parts: `::part(launcher)`, `::part(badge)`, `::part(panel)`, `::part(header)`, `::part(transcript)`, `::part(message)`,
 * `::part(composer)`, `::part(input)`, `::part(send)`, `::part(close-form)`, `::part(notice)`.
 */

// ---- what the page may ask for -------------------------------------------------

/** The service behind the chat. */
export type Backend = 'siteassist' | 'polyai';

/** `messages`: the backend keeps the history. `completions`: each request carries the transcript so far. */
export type Transport = 'messages' | 'completions';
/** `floating`: launcher and panel in a corner. `inline`: the panel fills the element. */
export type Mode = 'floating' | 'inline';
/** The corner of the launcher; mirrored on right-to-left pages. */
export type Position = 'bottom-right' | 'bottom-left';
/** `auto` follows the visitor's system. */
export type Theme = 'auto' | 'light' | 'dark';
/** When the panel's files are fetched: at the first sign of intent, when the page is idle (`configuration`: and with them how it is to look), or only at the click. */
export type Prefetch = 'intent' | 'idle' | 'configuration' | 'never';

/**
 * Asked for a visitor token: `missing` when there is none yet, `expired` when the backend refused the last one.
 * It is asked once per refused request, and once for all requests that are waiting. No token, and one console warning,
 * is what a rejection, an exception, no answer within 30 seconds, or anything but a line of visible ASCII characters means.
 * A function that takes the place of another is asked from the next time on; for another visitor, call `reset()` too.
 */
export type GetToken = (reason: 'missing' | 'expired') => string | Promise<string>;

/**
 * The options of `mount()`; the element has the same as attributes and properties.
 * An option that is left out, null or not valid means its default; what is not valid is named in one console warning.
 */
export interface InglenookOptions {
  /** Default `siteassist`. */
  backend?: Backend | null;
  /** Base URL of the API or of a proxy, absolute or relative to the page's base URL. Default: the vendor's; PolyAI has none. */
  apiUrl?: string | null;
  /** SiteAssist: the publishable key (`pk_…`) with which the widget makes its own visitor session. PolyAI: see `unsafeDirectKeys`. */
  apiKey?: string | null;
  /** A visitor token that the page already has. */
  token?: string | null;
  /** Where visitor tokens come from, in place of `apiKey` or to renew `token`. */
  getToken?: GetToken | null;
  /** PolyAI: the account and the project in the API's path. */
  accountId?: string | null;
  projectId?: string | null;
  /** PolyAI: see `unsafeDirectKeys`. */
  connectorToken?: string | null;
  /** PolyAI: `apiKey` (`X-API-KEY`) and `connectorToken` (`X-TOKEN`), which every visitor can read, go to other addresses than loopback too. Default false. */
  unsafeDirectKeys?: boolean;
  /** PolyAI: what a new conversation is told of the visitor. Never put secrets in it: visitors can change it. */
  context?: BackendContext | null;
  /** Default `messages`. */
  transport?: Transport | null;
  /** Who answers where `transport` is `completions`. */
  assistantId?: string | null;
  /** Ask for whole answers instead of a stream. Default false. */
  noStreaming?: boolean;
  /** Default `floating`. */
  mode?: Mode | null;
  /** Default: as configured at the backend, else `bottom-right`. */
  position?: Position | null;
  /** Default `auto`. */
  theme?: Theme | null;
  /** A BCP 47 tag: the language of the panel, English where it does not speak that, and how dates and numbers are written. Default: the page's `lang`, then the browser's language. */
  locale?: string | null;
  /** Words in place of the panel's own, by the keys of the files in `static/words/` and with their placeholders: `{ send: 'Go', counter: '{used}/{limit}' }`. */
  words?: Readonly<Record<string, string>> | null;
  /** The panel's title, which is its accessible name too. Default of these three: as configured at the backend, else in the panel's language. */
  heading?: string | null;
  /** What a visitor reads before the first message. */
  greeting?: string | null;
  /** What the empty composer says. */
  placeholder?: string | null;
  /** Prompts that can be sent with one click; a string holds one a line. */
  suggestions?: string | readonly string[] | null;
  /** Reasons for ending that can be chosen with one click, at most 256 characters each; a string holds one a line. */
  closeReasons?: string | readonly string[] | null;
  /** Tell in the page's title how many replies the visitor has not seen, as in "(2) Firewood". Default false. */
  unreadTitle?: boolean;
  /** Show the panel at once, and leave the focus where it is. Default false. */
  open?: boolean;
}

/** What the backend is told when a conversation begins: `integration_attributes`, which is whatever JSON can hold, and `variant_id`. */
export interface BackendContext {
  readonly integrationAttributes?: Readonly<Record<string, unknown>>;
  readonly variantId?: string;
}
/** What a new conversation is told about where it began. */
export interface ConversationContext {
  /** Default: the page's own address. */
  pageUrl?: string;
}

// ---- what the page learns ------------------------------------------------------

/** Who said something. */
export type Role = 'visitor' | 'assistant' | 'human-agent';

/**
 * How far a message has come. `uncertain`: it may or may not have arrived; it is looked for before it is sent again. `failed`: it can be sent again.
 * A message of anybody but the visitor is `sent`.
 */
export type Delivery = 'queued' | 'sending' | 'sent' | 'uncertain' | 'failed';

/** One message, as it was when it was asked for. */
export interface MessageSnapshot {
  /** The backend's id; until that is known, one that is good for `retry()` on this page only. */
  readonly id: string;
  readonly role: Role;
  readonly text: string;
  /** Milliseconds since 1970, where known. */
  readonly createdAt?: number;
  readonly delivery: Delivery;
}

/** The conversation, as it was when it was asked for; it does not change afterwards. */
export interface ConversationSnapshot {
  readonly id: string;
  readonly status: 'open' | 'closed';
  /** Why it was closed, if somebody said so. */
  readonly closeReason?: string;
  /** When it was closed, in milliseconds since 1970, where known. */
  readonly closedAt?: number;
  /** Whether people answer instead of the assistant. */
  readonly isHumanHandled: boolean;
  /** The name of the human agent who answers, where known. */
  readonly humanAgent?: string;
  /** In their order, the oldest first; the reply that is arriving is the last. */
  readonly messages: readonly MessageSnapshot[];
}

/** Codes of backends, which a refusal may pass on. */
export type BackendErrorCode =
  | 'INVALID_REQUEST_BODY' | 'UNAUTHORIZED' | 'PAYMENT_REQUIRED' | 'FORBIDDEN' | 'CONVERSATION_NOT_FOUND' | 'CONFLICT'
  | 'VALIDATION_ERROR' | 'RATE_LIMIT_EXCEEDED' | 'INTERNAL_SERVER_ERROR' | 'BAD_GATEWAY' | 'SERVICE_UNAVAILABLE'
  | 'SCHEMA_VALIDATION_FAILED' | 'CHAT_DRAFT_NOT_EXIST' | 'CHAT_DRAFT_DEPLOYMENT_FAILED' | 'CHAT_TIMEOUT' | 'ChatConversationEnded'
  | 'AUTH_USER_UNAUTHORISED' | 'AUTH_USER_INVALID_TOKEN' | 'AUTH_USER_NOT_FOUND' | 'USER_ACCESS_FORBIDDEN'
  | 'ACCOUNT_INSUFFICIENT_PERMISSIONS' | 'ACCOUNT_NOT_FOUND' | 'PROJECT_NOT_FOUND' | 'CONVERSATIONS_NOT_FOUND';

/** Codes of the widget's own. */
export type WidgetErrorCode =
  /** The panel's files did not arrive or could not be started; the console names them. */
  | 'LOAD_FAILED'
  /** The panel broke down. The visitor sees "Reload the chat", and the next call starts a fresh panel. */
  | 'PANIC'
  /** The element was removed, or `destroy()` was called, before the call was done. */
  | 'DESTROYED'
  /** There is no `apiKey`, `token` or `getToken`; for PolyAI, no `apiUrl`, `accountId` or `projectId`, or keys that do not belong in a page. */
  | 'NOT_CONFIGURED'
  /** The backend cannot do that: PolyAI shows no conversation again. */
  | 'NOT_SUPPORTED'
  /** `getToken` failed, did not answer within 30 seconds, or what it answered cannot be a token; the console says which. */
  | 'NO_TOKEN'
  /** The request or its answer got lost on the way. */
  | 'NETWORK'
  /** Nothing came for too long. */
  | 'TIMEOUT'
  /** The answer is not what the backend's contract says. */
  | 'MALFORMED_ANSWER'
  /** The backend broke its answer off with an error. What had arrived stays, and the message can be sent again. */
  | 'ANSWER_FAILED'
  /** An argument is not of the type that is documented. */
  | 'INVALID_ARGUMENT'
  /** There is nothing in the message but white space. */
  | 'EMPTY_MESSAGE'
  /** A message has more than 10,000 characters. */
  | 'MESSAGE_TOO_LONG'
  /** A reason has more than 256 characters. */
  | 'REASON_TOO_LONG'
  /** The message cannot be sent again: not the visitor's, or an answer is still arriving. */
  | 'NOT_RETRIABLE'
  /** There is no message with this id. */
  | 'MESSAGE_NOT_FOUND'
  /** The visitor, or `stop()`, stopped the message before it was sent. */
  | 'STOPPED'
  /** There is no open conversation to close. */
  | 'NO_CONVERSATION'
  /** The conversation is closed; start a new one. */
  | 'CONVERSATION_CLOSED'
  /** Another conversation was started or opened before the message was sent. */
  | 'CONVERSATION_LEFT'
  /** `reset()` was called before the message was sent. */
  | 'RESET';

/** Backends may have codes that are younger than this file. */
export type ErrorCode = BackendErrorCode | WidgetErrorCode | (string & {});

/** What every promise here is rejected with. Promises whose rejection nobody handles stay silent. */
export interface InglenookError extends Error {
  readonly code: ErrorCode;
}

/** The `detail` of each event; events without one have null. */
export interface InglenookEventDetails {
  /** The panel is mounted. Where it is shown at once, `inglenook-show` comes right before. */
  'inglenook-ready': null;
  'inglenook-show': null;
  'inglenook-hide': null;
  'inglenook-conversation-start': { readonly id: string };
  /** Closed by the visitor, by the page or elsewhere. */
  'inglenook-conversation-close': { readonly id: string; readonly reason: string | null };
  /** The backend has a message of the visitor, or a reply is complete. */
  'inglenook-message': {
    readonly id: string;
    readonly role: Role;
    readonly text: string;
    readonly conversationId?: string;
  };
  'inglenook-unread': { readonly count: number };
  /** People answer from now on, or, with a destination or a reason of the backend's, the page is to lead the visitor to them. */
  'inglenook-handoff': { readonly agent: string | null; readonly destination?: string; readonly reason?: string };
  /** Something went wrong. Never holds a token, a key or what somebody wrote. */
  'inglenook-error': {
    readonly code: ErrorCode;
    /** The HTTP status, where there was an answer. */
    readonly status?: number;
    /** Seconds. */
    readonly retryAfter?: number;
    /** What the backend said about it, for the site owner. */
    readonly details?: unknown;
  };
}

/** Events by name. They bubble and leave shadow roots. */
export type InglenookEventMap = { [Name in keyof InglenookEventDetails]: CustomEvent<InglenookEventDetails[Name]> };

// ---- the element ---------------------------------------------------------------

/**
 * `<inglenook-chat>`.
 *
 * Properties reflect attributes: text is null where the attribute is absent, and null removes it.
 *
 * Methods may be called at any time, in any order. The first call fetches the panel, calls on an element outside of a
 * document wait for its insertion, and all calls take effect in the order in which they were made. Where the panel's
 * files do not arrive every waiting promise rejects with `LOAD_FAILED`; the next call tries again. Where it is only the
 * panel's second file, what the visitor wants waits for it.
 */
export interface InglenookChatElement extends HTMLElement {
  get backend(): string | null;
  set backend(value: Backend | null | undefined);
  apiUrl: string | null;
  apiKey: string | null;
  token: string | null;
  accountId: string | null;
  projectId: string | null;
  connectorToken: string | null;
  unsafeDirectKeys: boolean;
  context: BackendContext | null | undefined;
  get transport(): string | null;
  set transport(value: Transport | null | undefined);
  assistantId: string | null;
  noStreaming: boolean;
  get mode(): string | null;
  set mode(value: Mode | null | undefined);
  get position(): string | null;
  set position(value: Position | null | undefined);
  get theme(): string | null;
  set theme(value: Theme | null | undefined);
  locale: string | null;
  words: Readonly<Record<string, string>> | null | undefined;
  heading: string | null;
  greeting: string | null;
  placeholder: string | null;
  /** Read: one a line. */
  get suggestions(): string | null;
  set suggestions(value: string | readonly string[] | null | undefined);
  /** Read: one a line. */
  get closeReasons(): string | null;
  set closeReasons(value: string | readonly string[] | null | undefined);
  unreadTitle: boolean;
  /** Whether the panel is shown; setting it shows or hides. Kept over a removal, so that an insertion shows it again. */
  open: boolean;
  get prefetch(): string | null;
  set prefetch(value: Prefetch | null | undefined);
  getToken: GetToken | null | undefined;

  /**
   * Resolves when the panel is mounted; never rejects and fetches nothing by itself.
   * After a removal or a breakdown it is a new promise, for the next panel.
   */
  readonly ready: Promise<void>;
  /** The conversation on screen; null where there is none or the panel is not there yet. */
  readonly conversation: ConversationSnapshot | null;
  /** How many replies the visitor has not seen: they see what stands at the end of the transcript, in a shown panel of a visible tab. */
  readonly unread: number;

  /** Resolves when the panel is shown and the focus is on its way into the composer. */
  show(): Promise<void>;
  /** Resolves when the panel is hidden; at once, and without fetching anything, where there is no panel yet. */
  hide(): Promise<void>;
  /** Resolves when the panel is shown or hidden. */
  toggle(): Promise<void>;
  /**
   * Sends a message as if the visitor had, and starts a conversation where there is none.
   *
   * Resolves when the backend has the message; the answer comes as an `inglenook-message`. Waits while another answer
   * is arriving or the backend cannot be reached. Rejects when the message was not sent: it stays in the transcript and
   * can be sent again, unless it was refused as empty or too long.
   */
  send(text: string): Promise<{ id: string }>;
  /** Resolves when no more of the answer under way is shown; at once where there is no panel or no answer. */
  stop(): Promise<void>;
  /**
   * Starts a conversation in place of the one on screen, which stays open on the backend.
   * Resolves when the backend has started it; rejects when it did not, and then everything stays as it is.
   */
  startConversation(context?: ConversationContext): Promise<{ id: string }>;
  /** Resolves when this conversation of the visitor is on screen; rejects where it cannot be opened. */
  openConversation(id: string): Promise<void>;
  /**
   * Closes the conversation, with at most 256 characters of reason.
   * Resolves when it is closed, by whomever; rejects where there is none open or the backend did not close it.
   */
  closeConversation(reason?: string): Promise<void>;
  /**
   * Sends a message again; one that did not reach a conversation that is closed now goes into a new one.
   * Resolves when the backend has it; rejects when it was not sent.
   */
  retry(messageId: string): Promise<void>;
  /**
   * Forgets this visitor on screen, in memory and on the device, the element's `token` too.
   * Resolves when that is done; the backend keeps its own.
   */
  reset(): Promise<void>;
  /**
   * Removes the element and stops all that it does. Resolves at once; calls under way reject with `DESTROYED`.
   * An element that is inserted again starts anew.
   */
  destroy(): Promise<void>;
}

/** What `customElements.get('inglenook-chat')` answers. */
export interface InglenookChatConstructor {
  new (): InglenookChatElement;
  readonly version: string;
}

// ---- the panel's module, for pages that import it themselves --------------------

/** A mounted panel. After `destroy()` its methods do nothing and its promises reject. */
export interface Widget {
  /** Shows the panel and puts the focus into the composer. */
  show(): void;
  /** Hides the panel; what runs goes on. */
  hide(): void;
  toggle(): void;
  /** Stops the answer under way. */
  stop(): void;
  reset(): void;
  /** Removes the panel and stops requests, timers and listeners. Waiting promises reject with `DESTROYED`. */
  destroy(): void;
  /** These are as those of `InglenookChatElement`. */
  send(text: string): Promise<{ id: string }>;
  startConversation(context?: ConversationContext): Promise<{ id: string }>;
  openConversation(id: string): Promise<void>;
  closeConversation(reason?: string): Promise<void>;
  retry(messageId: string): Promise<void>;
  /** Takes over new options; those left out are back at their defaults. `open` does not count. */
  configure(options: InglenookOptions): void;
  readonly conversation: ConversationSnapshot | null;
  readonly unread: number;
  readonly shown: boolean;
}

/** `const panel: PanelModule = await import('…/panel/inglenook.js')`. */
export interface PanelModule {
  /**
   * Fetches and starts the WebAssembly, once: by default from beside the module.
   * Resolves when `mount()` can be called; rejects where it cannot be fetched, compiled or is not allowed to run.
   */
  default(options?: { module_or_path: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module }): Promise<unknown>;
  /**
   * Builds a panel inside `target`, hidden unless `open` or inline, and dispatches its events on `target`.
   * A target that is in no shadow root gets one; it need not be in the document yet. Throws, and leaves the target as
   * it was, where the browser cannot build it: it is no HTMLElement of this page, or it cannot have a shadow root.
   * The panel stays until `destroy()`, whether or not the page keeps the widget.
   */
  mount(target: HTMLElement, options: InglenookOptions): Widget;
}

declare global {
  interface HTMLElementTagNameMap {
    'inglenook-chat': InglenookChatElement;
  }
  interface HTMLElementEventMap extends InglenookEventMap {}
  interface DocumentEventMap extends InglenookEventMap {}
  interface WindowEventMap extends InglenookEventMap {}
}
