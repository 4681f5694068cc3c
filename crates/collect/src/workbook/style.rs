//! How cells look: one face that every office program has, and two fills of which neither carries a meaning alone.

use domain::{Date, Decimal, Measure, Scale};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, XlsxError};

use super::Day;

const FACE: &str = "Arial";
const INK: Color = Color::RGB(0x1d_1d_1f);
const RULE: Color = Color::RGB(0x8a_8a_93);
const WASH: Color = Color::RGB(0xf1_f1_f4);
const ASKED: Color = Color::RGB(0xdf_e7_f5);
const OPEN: Color = Color::RGB(0xff_ff_ff);

/// Plain text.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FACE).set_font_size(11).set_font_color(INK).set_align(FormatAlign::Top)
}

/// A sheet's title.
pub(super) fn title() -> Format {
    plain().set_bold().set_font_size(16)
}

/// The heading of a part of a sheet, nearer to what follows than to what stands before.
pub(super) fn part() -> Format {
    plain().set_bold().set_font_size(13).set_align(FormatAlign::Bottom)
}

/// The heading of a column that is there already.
pub(super) fn shown_head() -> Format {
    ruled(plain().set_text_wrap().set_background_color(WASH)).set_border_bottom(FormatBorder::Medium)
}

/// The heading of a column that is to be filled in: bold.
pub(super) fn asked_head() -> Format {
    ruled(plain().set_bold().set_text_wrap().set_background_color(ASKED)).set_border_bottom(FormatBorder::Medium)
}

/// A cell that nobody changes.
pub(super) fn shown() -> Format {
    ruled(plain().set_text_wrap().set_background_color(WASH))
}

/// A cell to be filled in.
pub(super) fn asked() -> Format {
    ruled(plain().set_text_wrap().set_background_color(OPEN)).set_unlocked()
}

fn ruled(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(RULE).set_align(FormatAlign::Left).set_indent(1)
}

/// How numbers of a measure are written: its places, money in pounds and pence where it is printed in millions. A
/// percentage stands as 53, not as a fraction formatted: so 53 and nothing else is typed.
pub(super) fn number(measure: &Measure) -> String {
    match (measure.scale, measure.places) {
        (Scale::One, 0) => "#,##0".to_string(),
        (Scale::One, places) => format!("#,##0.{}", "0".repeat(usize::try_from(places).unwrap_or(0).min(20))),
        _ => "#,##0.00".to_string(),
    }
}

/// How a value that stands there already is written: pence only where it has some.
pub(super) fn known_number(measure: &Measure, value: Option<Decimal>) -> String {
    let whole = measure.scale != Scale::One && value.is_some_and(|value| value.fract().is_zero());
    if whole { "#,##0".to_string() } else { number(measure) }
}

/// How dates are written.
pub(super) const DATE: &str = "d mmmm yyyy";

/// A date for a cell.
pub(super) fn day(date: Date) -> Result<Day, XlsxError> {
    let small = |number: i8| u8::try_from(number).unwrap_or(1);
    Day::from_ymd(u16::try_from(date.year()).unwrap_or(1900), small(date.month()), small(date.day()))
}

/// Lines that a text takes in a column, on the safe side.
pub(super) fn lines(text: &str, width: u16) -> u32 {
    let room = u32::from(width.max(6)) - 2;
    let of = |line: &str| u32::try_from(line.chars().count()).unwrap_or(u32::MAX / 2).max(1).div_ceil(room);
    text.split('\n').map(of).sum()
}

/// The height of so many lines in points; a spreadsheet knows no row higher than 409.
pub(super) fn high(lines: u32) -> u32 {
    (lines.saturating_mul(15) + 3).min(409)
}
