//! What time does.

use super::Story;
use crate::chat::command::Timer;
use crate::chat::event::Fact;

impl Story {
    /// Tabs that begin do not wait for each other any longer.
    pub fn begin_times_out(&mut self) -> &mut Self {
        let due = self.begin_due.take().expect("a timer that is set");
        self.now = self.now.max(due);
        self.fact(Fact::TimedOut(Timer::Begin))
    }

    /// Lets the timer go off when it is due.
    pub fn ring(&mut self, timer: Timer) -> &mut Self {
        let due = self.timers.remove(&timer).expect("a timer that is set");
        self.now = self.now.max(due);
        self.fact(Fact::TimedOut(timer))
    }

    /// Lets the countdown run to its end.
    pub fn wait(&mut self) -> &mut Self {
        while self.timers.contains_key(&Timer::Countdown) {
            self.ring(Timer::Countdown);
        }
        self
    }
}
