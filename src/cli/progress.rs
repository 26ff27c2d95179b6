//! How far a long run is: one line on standard error, where a person looks at it, and gone at the end.

use std::{
    io::{self, IsTerminal, Write},
    sync::Mutex,
    time::{Duration, Instant},
};

/// A run that is over sooner has no line.
const PATIENCE: Duration = Duration::from_millis(700);
const BETWEEN: Duration = Duration::from_millis(100);
const BAR: usize = 24;

/// The line.
pub(super) struct Progress {
    total: usize,
    state: Option<Mutex<State>>,
}

struct State {
    done: usize,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// A line for so many pairs of files. `quiet`: none at all.
    pub(super) fn new(total: usize, quiet: bool) -> Progress {
        let looks = !quiet && io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let state = State { done: 0, next: Instant::now() + PATIENCE, is_shown: false };
        Progress { total, state: looks.then(|| Mutex::new(state)) }
    }

    /// So many more pairs are done.
    pub(super) fn advance(&self, pairs: usize) {
        // A line that another thread is writing is new enough.
        let Some(mut state) = self.state.as_ref().and_then(|state| state.lock().ok()) else { return };
        state.done += pairs;
        if Instant::now() >= state.next {
            state.next = Instant::now() + BETWEEN;
            state.is_shown = true;
            // Nobody misses a line that cannot be written.
            let _ = write!(io::stderr(), "\r\x1b[2K{}", line(state.done, self.total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let is_shown = self.state.as_ref().and_then(|state| state.lock().ok()).is_some_and(|state| state.is_shown);
        if is_shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

fn line(done: usize, total: usize) -> String {
    let full = (BAR * done).checked_div(total).unwrap_or(BAR).min(BAR);
    format!("checking [{}{}] {done}/{total} pairs", "=".repeat(full), " ".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        assert_eq!(line(0, 8), format!("checking [{}] 0/8 pairs", " ".repeat(BAR)));
        assert_eq!(line(4, 8), format!("checking [{}{}] 4/8 pairs", "=".repeat(12), " ".repeat(12)));
        assert_eq!(line(9, 8), format!("checking [{}] 9/8 pairs", "=".repeat(BAR)));
        assert_eq!(line(0, 0), format!("checking [{}] 0/0 pairs", "=".repeat(BAR)));
    }
}
