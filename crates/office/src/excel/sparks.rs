//! Sparklines beside a table: outside it, so that no cell of the table is without words.

use report::look::Look;
use rust_xlsxwriter::{Sparkline, SparklineType, Worksheet, XlsxError};

use super::{column_number, hex, row_number};
use crate::book::{Held, Sheet, VALUE};

/// So many values or fewer stand as bars from zero, more as a line.
const BARS: usize = 4;
/// Characters that a sparkline is wide.
const WIDE: u16 = 20;

/// Draws the small histories of a sheet from the sheet of the charts' figures.
pub fn beside(to: &mut Worksheet, sheet: &Sheet, data: &Sheet, look: &Look) -> Result<(), XlsxError> {
    let beyond = column_number(sheet.columns.len())?;
    for spark in &sheet.sparks {
        let (first, last) = spark.points;
        let values = column_number(VALUE)?;
        let range = (
            data.name.as_str(),
            row_number(data.above() + 1 + first)?,
            values,
            row_number(data.above() + 1 + last)?,
            values,
        );
        let drawn = Sparkline::new().set_range(range).set_sparkline_color(hex(look.token("before")));
        let drawn = drawn.show_last_point(true).set_last_point_color(hex(look.token("now")));
        let drawn = if last - first < BARS { bars(drawn, data, spark.points) } else { drawn.show_markers(true) };
        to.add_sparkline(row_number(sheet.above() + 1 + spark.row)?, beyond, &drawn)?;
    }
    if !sheet.sparks.is_empty() {
        to.set_column_width(beyond, WIDE)?;
    }
    Ok(())
}

/// Bars stand from zero unless a value is below it.
fn bars(drawn: Sparkline, data: &Sheet, (first, last): (usize, usize)) -> Sparkline {
    let shown = data.rows.get(first..=last).unwrap_or_default();
    let below = |held: &Held| matches!(held, Held::Number(number) if number.value.is_sign_negative());
    let drawn = drawn.set_type(SparklineType::Column);
    if shown.iter().filter_map(|row| row.get(VALUE)).any(below) {
        drawn.show_axis(true)
    } else {
        drawn.set_custom_min(0)
    }
}
