//! The steps of a longer work: what is being done, and how long each took.

use std::time::{Duration, Instant};

/// The clock, handed in by the program.
pub type Clock = fn() -> Instant;

/// Something that shows which step is being done.
pub type Show<'a> = &'a (dyn Fn(&str) + Sync);

/// The steps taken so far.
pub struct Steps<'a> {
    clock: Clock,
    show: Show<'a>,
    began: Instant,
    taken: Vec<(&'static str, Duration)>,
}

impl<'a> Steps<'a> {
    /// Nothing done yet; the whole counts from here.
    pub fn new(clock: Clock, show: Show<'a>) -> Steps<'a> {
        Steps { clock, show, began: clock(), taken: Vec::new() }
    }

    /// Does one step, showing `doing` meanwhile and keeping its time under `name`.
    pub fn run<T>(&mut self, name: &'static str, doing: &str, work: impl FnOnce() -> T) -> T {
        (self.show)(doing);
        let (made, took) = timed(self.clock, work);
        self.taken.push((name, took));
        made
    }

    /// Shows what is being done by steps that are timed elsewhere.
    pub fn show(&self, doing: &str) {
        (self.show)(doing);
    }

    /// Keeps a step that was timed elsewhere, in another thread.
    pub fn keep(&mut self, name: &'static str, took: Duration) {
        self.taken.push((name, took));
    }

    /// The clock, for work in another thread.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Each step with its time, in order.
    pub fn taken(&self) -> &[(&'static str, Duration)] {
        &self.taken
    }

    /// The time since the beginning.
    pub fn whole(&self) -> Duration {
        (self.clock)().duration_since(self.began)
    }
}

/// Does some work and says how long it took.
pub fn timed<T>(clock: Clock, work: impl FnOnce() -> T) -> (T, Duration) {
    let began = clock();
    let made = work();
    (made, clock().duration_since(began))
}
