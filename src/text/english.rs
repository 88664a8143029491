//! The keys and their English words: friendly, short, without blame, saying what to do next.

use super::plural::Category;

/// Defines [`Key`]: a variant, its name in locale files, its English words.
macro_rules! words {
    ($($key:ident $name:literal $english:literal)*) => {
        /// What can be said.
        #[allow(missing_docs, reason = "the words beside each key say what it is")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Key {
            $($key,)*
        }

        impl Key {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$key,)*];

            /// What a locale file calls it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }

            pub(super) fn english(self) -> &'static str {
                match self {
                    $(Self::$key => $english,)*
                }
            }
        }
    };
}

impl Key {
    /// Those that have words for each [`Category`] of a number; a locale file calls them
    /// `jump-to-new.one` and so on, and has the words for [`Category::Other`] by the bare name.
    pub const COUNTED: &[Self] = &[Self::JumpToNew];

    pub(super) fn english_counted(self, category: Category) -> Option<&'static str> {
        match (self, category) {
            (Self::JumpToNew, Category::One) => Some("Jump to latest, {count} new message"),
            _ => None,
        }
    }
}

words! {
    Heading "heading" "Chat with us"
    Greeting "greeting" "Hello! How can we help?"
    GreetingByName "greeting-by-name" "Hello, {name}! How can we help?"
    Suggestions "suggestions" "Suggestions"
    OpenChat "open-chat" "Open chat"
    OpenChatUnread "open-chat-unread" "Open chat, unread: {count}"
    CloseChat "close-chat" "Close chat"
    Loading "loading" "Loading your conversation…"
    Visitor "visitor" "Signed in as {name}"

    Conversation "conversation" "Conversation"
    You "you" "You"
    Assistant "assistant" "Assistant"
    HumanAgent "human-agent" "Our team"
    Person "person" "A person"
    AssistantAnswers "assistant-answers" "Our assistant answers"
    PersonAnswers "person-answers" "{name} answers"
    NoConnection "no-connection" "You are offline"
    Answering "answering" "Assistant is answering"
    Stopped "stopped" "Stopped"
    Interrupted "interrupted" "Interrupted"
    AnswerFailed "answer-failed" "The answer broke off"
    Awaited "awaited" "Looking for the rest…"
    Earlier "earlier" "Show earlier messages"
    JumpToLatest "jump-to-latest" "Jump to latest"
    JumpToNew "jump-to-new" "Jump to latest, {count} new messages"
    Today "today" "Today"
    Yesterday "yesterday" "Yesterday"
    CopyAnswer "copy-answer" "Copy answer"
    Like "like" "Good answer"
    Dislike "dislike" "Bad answer"
    AskAgain "ask-again" "Ask again"
    Download "download" "Download transcript"
    Sources "sources" "Sources"
    Source "source" "Source {number}: {title}"
    CopyCode "copy-code" "Copy"
    Copied "copied" "Copied"
    Code "code" "Code"
    Table "table" "Table"
    ShowImage "show-image" "Show image from {host}"
    ShowImageNamed "show-image-named" "Show image “{title}” from {host}"
    Done "done" "Done"
    ToDo "to-do" "To do"

    Queued "queued" "Waiting to be sent"
    Sending "sending" "Sending…"
    Uncertain "uncertain" "Checking…"
    Doubtful "doubtful" "Perhaps not sent"
    NotSent "not-sent" "Not sent"
    TryAgain "try-again" "Try again"
    Edit "edit" "Edit"

    Message "message" "Message"
    Placeholder "placeholder" "Write a message…"
    Send "send" "Send"
    Stop "stop" "Stop"
    Counter "counter" "{used} of {limit} characters"
    NotConfigured "not-configured" "Chat is not set up on this page yet."

    EndConversation "end-conversation" "End conversation"
    EndQuestion "end-question" "End this conversation?"
    EndExplained "end-explained" "You can still read it, but nobody answers in it any more."
    Reason "reason" "Reason (optional)"
    QuickReasons "quick-reasons" "Quick reasons"
    KeepTalking "keep-talking" "Keep talking"
    Ending "ending" "Ending…"

    Ended "ended" "Conversation ended"
    EndedAt "ended-at" "Ended {time}"
    EndedBecause "ended-because" "Reason: {reason}"
    StartNew "start-new" "Start a new conversation"

    History "history" "Your conversations"
    LoadingHistory "loading-history" "Loading your conversations…"
    MoreHistory "more-history" "Show more conversations"
    NoHistory "no-history" "You have no conversations yet."
    Back "back" "Back"
    YouSaid "you-said" "You: {text}"
    StillOpen "still-open" "Open"
    HasEnded "has-ended" "Ended"
    Unread "unread" "Unread"

    Dismiss "dismiss" "Dismiss"
    Reconnect "reconnect" "Reconnect"
    WaitLeft "wait-left" "You can send again in {time}."
    Invalid "invalid" "This message could not be sent as it is. Please change it and send it again."
    TooLong "too-long" "A message can be {limit} characters long. Please shorten it."
    ReasonTooLong "reason-too-long" "A reason can be {limit} characters long. Please shorten it."
    SessionEnded "session-ended" "Your session has ended. Reconnect to go on where you were."
    Unavailable "unavailable" "Chat is not available right now. Please come back later."
    Forbidden "forbidden" "This conversation cannot be opened here. You can start a new one."
    Gone "gone" "This conversation no longer exists. You can start a new one."
    Changed "changed" "The conversation changed elsewhere. It is up to date again."
    RateLimited "rate-limited" "That was a lot of messages in a short time. Please wait a moment."
    ServiceError "service-error" "Something went wrong on our side. Please try again."
    AssistantDown "assistant-down" "The assistant is not answering. Please try again."
    Busy "busy" "We are very busy right now. Please wait a moment."
    Offline "offline" "You are offline. What you write is sent when the connection is back."
    Checking "checking" "The connection broke. We are checking whether your message arrived."
    PerhapsDelivered "perhaps-delivered" "The connection broke. Your message may have been delivered; you can send it again."
    BrokenOff "broken-off" "The answer was interrupted. Please try again."
    Unreachable "unreachable" "We cannot be reached. Please check your connection and try again."
    Refused "refused" "That did not work. Please try again."

    NotLoaded "not-loaded" "The chat could not be loaded."
    Crashed "crashed" "The chat stopped working. Nothing that was sent is lost."
    ReloadChat "reload-chat" "Reload the chat"
}
