//! Native charts on a sheet of their own, each drawn from rows of the sheet that says the same in figures.

use report::look::Look;
use report::words::Words;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, Format, Worksheet,
    XlsxError,
};

use super::{column_number, hex, row_number};
use crate::book::{Drawn, PERIOD, Sheet, TARGET, VALUE};

/// Width and height of a chart in pixels, and how many rows and columns of the sheet it takes with its margin.
const SIZE: (u32, u32) = (460, 300);
const TAKES: (usize, usize) = (16, 8);
/// Rows of charts on a printed page.
const DOWN: usize = 2;
/// The most characters that Excel takes as an alternative text.
const TOLD: usize = 255;

/// The sheet.
pub fn sheet(to: &mut Worksheet, charts: &[Drawn], data: &Sheet, words: &Words, look: &Look) -> Result<(), XlsxError> {
    to.set_name(words.say("office.charts"))?;
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    to.write_string_with_format(0, 0, words.say("office.charts"), &Format::new().set_bold().set_font_size(16))?;
    to.write_string(1, 0, words.fill("office.charts_say", &[("sheet", data.name.as_str())]))?;
    for (at, drawn) in charts.iter().enumerate() {
        let (row, column) = (3 + at / 2 * TAKES.0, at % 2 * TAKES.1);
        to.insert_chart(row_number(row)?, column_number(column)?, &chart(drawn, data, words, look)?)?;
    }
    let pages = charts.len().div_ceil(2 * DOWN);
    let breaks: Vec<u32> = (1..pages).map(|page| row_number(3 + page * DOWN * TAKES.0)).collect::<Result<_, _>>()?;
    to.set_page_breaks(&breaks)?;
    Ok(())
}

fn chart(drawn: &Drawn, data: &Sheet, words: &Words, look: &Look) -> Result<Chart, XlsxError> {
    let first = row_number(data.above() + 1 + drawn.rows.0)?;
    let last = row_number(data.above() + 1 + drawn.rows.1)?;
    let range = |column: usize| {
        Ok::<_, XlsxError>((data.name.as_str(), first, column_number(column)?, last, column_number(column)?))
    };
    let title = |column: usize| data.columns.get(column).map(|head| head.title.as_str()).unwrap_or_default();
    let font = |size: u8| {
        let mut font = ChartFont::new();
        font.set_name(super::FACE).set_size(size).set_color(hex(look.token("ink")));
        font
    };
    let mut chart = Chart::new_column();
    chart
        .add_series()
        .set_name(title(VALUE))
        .set_categories(range(PERIOD)?)
        .set_values(range(VALUE)?)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(hex(look.token("now")))))
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font(9)))
        .set_gap(60);
    if drawn.aims {
        let mut line = Chart::new_line();
        line.add_series()
            .set_name(title(TARGET))
            .set_categories(range(PERIOD)?)
            .set_values(range(TARGET)?)
            .set_format(ChartLine::new().set_color(hex(look.token("ink"))).set_width(2));
        chart.combine(&line);
    }
    let heading = match &drawn.aim {
        Some(aim) => words.fill("office.aimed", &[("title", drawn.title.as_str()), ("target", aim.as_str())]),
        None => drawn.title.clone(),
    };
    chart.title().set_name(&heading).set_font(font(10).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    if !drawn.aims {
        chart.legend().set_hidden();
    }
    if drawn.from_zero {
        chart.y_axis().set_min(0);
    }
    chart.x_axis().set_font(&font(9));
    chart.y_axis().set_font(&font(9)).set_major_gridlines(false);
    chart.y_axis().set_num_format(drawn.written.excel());
    chart.set_width(SIZE.0).set_height(SIZE.1).set_alt_text(told(&drawn.alt));
    Ok(chart)
}

/// A text alternative as long as Excel takes it: whole words, and a sign that more is said beside the figures.
fn told(alt: &str) -> String {
    if alt.chars().count() <= TOLD {
        return alt.to_string();
    }
    let mut out = String::new();
    for word in alt.split_inclusive(' ') {
        if out.chars().count() + word.chars().count() >= TOLD {
            break;
        }
        out.push_str(word);
    }
    format!("{}\u{2026}", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_alternative_ends_at_a_word_and_says_that_it_goes_on() {
        let long = "value ".repeat(60);
        let shown = told(&long);
        assert!(shown.chars().count() <= TOLD && shown.ends_with("value\u{2026}"), "{shown}");
        assert_eq!(told("Up from 3."), "Up from 3.");
    }
}
