//! The marks of grades as shapes of our own, so that no font decides what a rating looks like.

use domain::Mark;

/// Side of the square in which every [`shape`] is drawn.
pub const SIDE: u32 = 24;

/// The path of a mark in a square of 24 by 24, to be filled by the even-odd rule.
pub fn shape(mark: Mark) -> &'static str {
    match mark {
        Mark::Star => "M12 1.5l3.1 6.9 7.4.8-5.5 5 1.6 7.4L12 17.8l-6.6 3.8L7 14.2l-5.5-5 7.4-.8z",
        Mark::Tick => "M1.8 13.2l3.3-3.2 4.6 4.7L19.1 4.2l3.2 3.2L9.8 21.2z",
        Mark::Dot => "M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19z",
        Mark::Flag => "M4 1.5h3v1.7h14.5l-4.2 5.4 4.2 5.4H7v8.5H4z",
        Mark::Triangle => "M12 2.5L23 21.5H1z",
        Mark::Diamond => "M12 1l9.5 11L12 23 2.5 12z",
        Mark::Square => "M3 3h18v18H3z",
        Mark::Ring => "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20zM12 5.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6z",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::scheme::MARKS;

    #[test]
    fn no_two_marks_have_the_same_shape() {
        for (i, (one, _)) in MARKS.iter().enumerate() {
            assert!(MARKS[i + 1..].iter().all(|(other, _)| shape(*one) != shape(*other)), "{one:?}");
        }
    }
}
