//! Moments as people read them, in the time of the United Kingdom.

use domain::calendar::print_date;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Greenwich time, and an hour more from the last Sunday of March to the last of October.
const UNITED_KINGDOM: &str = "GMT0BST,M3.5.0/1,M10.5.0";

fn here(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::posix(UNITED_KINGDOM).unwrap_or(TimeZone::UTC))
}

/// The day on which a moment falls.
pub fn date(at: Timestamp) -> Date {
    here(at).date()
}

/// The hour of the day, from 0 to 23.
pub fn hour(at: Timestamp) -> i8 {
    here(at).hour()
}

/// The hour and minute: `14:05`.
pub fn clock_time(at: Timestamp) -> String {
    let at = here(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The day: `22 November 2026`.
pub fn day(at: Timestamp) -> String {
    print_date(date(at))
}

/// The day and the time: `22 November 2026, 14:05`.
pub fn moment(at: Timestamp) -> String {
    format!("{}, {}", day(at), clock_time(at))
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_moment_is_told_in_the_time_of_the_kingdom() {
        for (at, says) in [
            ("2026-01-15T14:05:00Z", "15 January 2026, 14:05"),
            ("2026-07-15T14:05:00Z", "15 July 2026, 15:05"),
            ("2026-03-29T00:59:00Z", "29 March 2026, 00:59"),
            ("2026-03-29T01:00:00Z", "29 March 2026, 02:00"),
            ("2026-10-24T23:30:00Z", "25 October 2026, 00:30"),
        ] {
            assert_eq!(moment(at.parse().unwrap()), says);
        }
    }
}
