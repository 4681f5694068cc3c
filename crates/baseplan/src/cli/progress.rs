//! A line that says what is being done.

use indicatif::{ProgressBar, ProgressStyle};

/// The line; hidden where standard error is no terminal.
pub fn line() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(80));
    bar
}
