//! What can happen.

use proptest::prelude::*;

/// Something that happens; numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Step {
    Panel(bool),
    Page(bool),
    Connection(bool),
    /// Another tab begins something, or is done with it.
    Elsewhere(bool),
    /// Tabs that begin do not wait for each other any longer.
    Begin,
    /// Another tab tells that something happened in this conversation, or when it looks for that.
    Told(u8, Option<i64>),
    /// Another tab becomes a visitor, or forgets the one there was.
    VisitorStored(u8),
    Type,
    Say,
    /// The same is said again.
    Repeat,
    AskAgain,
    Copy,
    PageSends,
    Stop,
    Retry(u8, bool),
    Edit(u8),
    Rate(u8, bool),
    Act(u8),
    Dismiss,
    CloseForm(u8),
    PageCloses,
    StartOver,
    PageStarts,
    PageOpens(u8),
    History(u8),
    AtEnd(bool),
    Reset,
    Configure(u8),
    /// The page is loaded again: how much of it, whether what was on its way has arrived by then,
    /// and whether there is a connection.
    Reload(u8, bool, bool),
    /// The page is there again, after another one that is as if it had been loaded again.
    ComesBack,
    /// What was given up arrives all the same.
    Arrives(u8),
    /// A call, whether it did its work, and how it ends.
    Answer(u8, bool, u8),
    /// An answer to a call that may never have been made.
    Nonsense(u8, u8),
    Stream(u8, u8),
    Token(u8),
    Ring(u8),
    Clock(i64),
    /// The device sleeps for a day.
    Sleeps,
    BackendAnswers,
    BackendCloses,
    BackendHandsOver(bool),
}

pub fn step() -> impl Strategy<Value = Step> {
    use Step::*;
    prop_oneof![
        2 => any::<bool>().prop_map(Panel),
        1 => any::<bool>().prop_map(Page),
        2 => any::<bool>().prop_map(Connection),
        3 => any::<bool>().prop_map(Elsewhere),
        1 => Just(Begin),
        2 => (0..6_u8, prop::option::of(any::<i64>())).prop_map(|(which, next)| Told(which, next)),
        1 => (0..3_u8).prop_map(VisitorStored),
        1 => Just(Type),
        6 => Just(Say),
        3 => Just(Repeat),
        1 => Just(AskAgain),
        1 => Just(Copy),
        3 => Just(PageSends),
        2 => Just(Stop),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, page)| Retry(which, page)),
        1 => any::<u8>().prop_map(Edit),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, like)| Rate(which, like)),
        3 => any::<u8>().prop_map(Act),
        1 => Just(Dismiss),
        2 => (0..4_u8).prop_map(CloseForm),
        1 => Just(PageCloses),
        1 => Just(StartOver),
        1 => Just(PageStarts),
        1 => (0..3_u8).prop_map(PageOpens),
        3 => (0..6_u8).prop_map(History),
        1 => any::<bool>().prop_map(AtEnd),
        1 => Just(Reset),
        1 => (0..3_u8).prop_map(Configure),
        2 => (0..8_u8, any::<bool>(), any::<bool>())
            .prop_map(|(which, works, online)| Reload(which, works, online)),
        1 => Just(ComesBack),
        1 => any::<u8>().prop_map(Arrives),
        20 => (any::<u8>(), any::<bool>(), any::<u8>())
            .prop_map(|(call, works, how)| Answer(call, works, how)),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(call, how)| Nonsense(call, how)),
        10 => (any::<u8>(), any::<u8>()).prop_map(|(call, what)| Stream(call, what)),
        2 => (0..8_u8).prop_map(Token),
        6 => (0..4_u8).prop_map(Ring),
        1 => any::<i64>().prop_map(Clock),
        1 => Just(Sleeps),
        2 => Just(BackendAnswers),
        1 => Just(BackendCloses),
        1 => any::<bool>().prop_map(BackendHandsOver),
    ]
}
