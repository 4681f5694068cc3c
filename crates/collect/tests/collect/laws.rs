//! What holds for every text, every file and every figure.

use collect::Read;
use collect::figure::{self, Typed};
use domain::cycle::{Body, FigureEntry};
use domain::value::{ABSENCES, MARKERS};
use domain::{Date, Decimal, Figure, Marker, Reading};
use proptest::prelude::*;

use crate::{made_sheet, resaved::Resaved};

fn small(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Entries that fit each of the first three measures: a percentage, a count, an amount.
fn entries() -> impl Strategy<Value = [FigureEntry; 3]> {
    (entry(0..=1000, 1), entry(0..=999_999_999_999_999, 0), entry(-99_999_999_999..=99_999_999_999, 2))
        .prop_map(|(share, count, amount)| [share, count, amount])
}

fn entry(values: std::ops::RangeInclusive<i64>, places: u32) -> impl Strategy<Value = FigureEntry> {
    let value = values.prop_map(move |number| {
        Reading::Figure(Figure { value: Decimal::new(number, places).normalize(), parts: None })
    });
    let absent = (0..ABSENCES.len()).prop_map(|at| Reading::Absent(ABSENCES[at].0));
    let markers = proptest::sample::subsequence(MARKERS.map(|(marker, ..)| marker).to_vec(), 0..3);
    let day =
        proptest::option::of((2000_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d)));
    let note = proptest::option::of("[ -~£é–“”\n]{0,40}[!-~]");
    (prop_oneof![3 => value.boxed(), 1 => absent.boxed()], markers, day, note).prop_map(made)
}

fn made((reading, markers, as_at, note): (Reading, Vec<Marker>, Option<Date>, Option<String>)) -> FigureEntry {
    let note = note.map(|note| note.trim().to_string());
    FigureEntry { reading, forecast: None, markers, as_at, note }
}

proptest! {
    #![proptest_config(small(40))]

    #[test]
    fn what_is_written_into_a_workbook_is_read_back_the_same(entries in entries()) {
        let mut filled = made_sheet::made();
        for (row, entry) in filled.figures.iter_mut().zip(&entries) {
            row.current = Some(entry.clone());
        }
        let bytes = collect::workbook(&filled).unwrap();
        let read = collect::read("figures.xlsx", &bytes, &filled);
        prop_assert_eq!(&read, &Read { untouched: 3, unchanged: 5, ..Read::default() });
        // Against a sheet that knows of none of it: the rows still bear what they were made with, so none was touched.
        let read = collect::read("figures.xlsx", &bytes, &made_sheet::made());
        prop_assert_eq!(read, Read { untouched: 3, unchanged: 5, ..Read::default() });
    }

    #[test]
    fn what_a_person_copies_from_one_workbook_into_another_is_read_as_it_was(entries in entries()) {
        let mut filled = made_sheet::made();
        for (row, entry) in filled.figures.iter_mut().zip(&entries) {
            row.current = Some(entry.clone());
        }
        let mut resaved = Resaved::of(&collect::workbook(&filled).unwrap());
        for (row, asked) in (5..).zip(made_sheet::made().figures.iter().take(3)) {
            resaved.change(&format!("Figures!P{row} = figure/{}/2025-26-Q3 @0 none", asked.measure.key));
        }
        let read = collect::read("figures.xlsx", &resaved.bytes(), &made_sheet::made());
        prop_assert!(read.problems.is_empty(), "{:?}", read.problems);
        prop_assert_eq!(read.rows.len(), 3);
        for ((row, entry), asked) in read.rows.iter().zip(&entries).zip(&filled.figures) {
            let padded = match entry.reading {
                Reading::Figure(figure) => Reading::Figure(Figure { value: asked.measure.padded(figure.value), ..figure }),
                absent => absent,
            };
            prop_assert_eq!(&row.body, &Body::Figure(FigureEntry { reading: padded, ..entry.clone() }));
        }
    }
}

proptest! {
    #![proptest_config(small(2_000))]

    #[test]
    fn any_text_in_any_field_is_read_or_told(text in "\\PC{0,30}", number in "[-+£0-9.,% ()eEkm/]{0,12}", field in 0..8_usize) {
        for row in made_sheet::made().figures {
            for text in [&text, &number] {
                let mut typed = Typed::default();
                let fields = [&mut typed.value, &mut typed.numerator, &mut typed.denominator, &mut typed.reason,
                    &mut typed.as_at, &mut typed.forecast, &mut typed.note];
                match fields.into_iter().nth(field) {
                    Some(field) => *field = text.clone(),
                    None => typed.markers = vec![text.clone()],
                }
                match figure::read(&row.measure, &typed) {
                    Ok(entry) => {
                        let value = entry.reading.value();
                        let fits = value.is_none_or(|value| row.measure.fits_unit(value).is_ok());
                        prop_assert!(fits, "{entry:?}");
                    }
                    Err(problems) => prop_assert!(!problems.is_empty()),
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let read = collect::read("sent", &bytes, &made_sheet::made());
        prop_assert_eq!(read.problems.len(), 1);
    }
}

proptest! {
    #![proptest_config(small(150))]

    #[test]
    fn a_workbook_with_any_byte_changed_is_read_or_told(at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let sheet = made_sheet::made();
        let mut bytes = collect::workbook(&sheet).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = to;
        let whole = collect::read("sent", &bytes, &sheet);
        prop_assert!(!whole.problems.is_empty() || whole.untouched + whole.unchanged + whole.rows.len() + whole.notes.len() >= 8, "{:?}", whole);
        bytes.truncate(cut.index(bytes.len()));
        prop_assert_eq!(collect::read("sent", &bytes, &sheet).problems.len(), 1);
    }
}
