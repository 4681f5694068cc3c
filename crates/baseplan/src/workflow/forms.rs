//! The forms that a report is written in, each with its files.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use super::Stop;
use super::report::Composed;
use super::steps::{Clock, Steps, timed};

/// The files of a report, by their names.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// One form of a report. Their order is the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The accessible page.
    Html,
    /// The tagged PDF.
    Pdf,
    /// For word processors.
    Word,
    /// The workbook, with native charts.
    Excel,
    /// The workbook as an OpenDocument spreadsheet.
    Ods,
    /// Everything that the report says.
    Json,
    /// Every value, tidy and long.
    Csv,
    /// JSON and CSV with schema, metadata, Parquet and the data package.
    Data,
}

impl Form {
    /// Every form, in order.
    pub const ALL: [Form; 8] =
        [Form::Html, Form::Pdf, Form::Word, Form::Excel, Form::Ods, Form::Json, Form::Csv, Form::Data];

    /// The forms that a site offers beside its open data, which it makes itself.
    pub const OF_SITE: [Form; 5] = [Form::Html, Form::Pdf, Form::Word, Form::Excel, Form::Ods];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Pdf => "pdf",
            Form::Word => "word",
            Form::Excel => "excel",
            Form::Ods => "ods",
            Form::Json => "json",
            Form::Csv => "csv",
            Form::Data => "data",
        }
    }

    /// The form of a name. `None` if there is none of that name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The names of files that it adds to those of the forms before it.
    pub const fn files(self) -> &'static [&'static str] {
        match self {
            Form::Html => &["report.html"],
            Form::Pdf => &["report.pdf"],
            Form::Word => &["report.docx"],
            Form::Excel => &["report.xlsx"],
            Form::Ods => &["report.ods"],
            Form::Json => &["report.json"],
            Form::Csv => &["measures.csv"],
            Form::Data => &[
                "measures.csv-metadata.json",
                "measures.parquet",
                "items.csv",
                "items.csv-metadata.json",
                "items.parquet",
                "report.schema.json",
                "datapackage.json",
            ],
        }
    }
}

/// The names of all files of a report in every form, in the order in which they are told.
pub fn files() -> impl Iterator<Item = &'static str> {
    Form::ALL.into_iter().flat_map(|form| form.files().iter().copied())
}

/// A form as it came out.
struct Written {
    form: Form,
    files: Result<Vec<(String, Vec<u8>)>, Stop>,
    took: Duration,
}

/// Writes a composed report in some forms, the PDF beside the others. Open data bring JSON and CSV with them.
///
/// # Errors
/// [`Stop::World`] if typesetting or packing fails.
pub fn write(composed: &Composed, forms: &[Form], steps: &mut Steps) -> Result<Outputs, Stop> {
    let clock = steps.clock();
    let brought = |form: Form| matches!(form, Form::Json | Form::Csv) && forms.contains(&Form::Data);
    let asked: Vec<Form> = Form::ALL.into_iter().filter(|form| forms.contains(form) && !brought(*form)).collect();
    steps.show("Writing");
    let mut written = thread::scope(|scope| {
        let pdf = asked.contains(&Form::Pdf).then(|| scope.spawn(|| one(composed, Form::Pdf, clock)));
        let others = asked.iter().filter(|form| **form != Form::Pdf);
        let mut written: Vec<Written> = others.map(|form| one(composed, *form, clock)).collect();
        written.extend(pdf.map(|pdf| pdf.join().unwrap_or_else(|_| broken_off())));
        written
    });
    written.sort_by_key(|written| written.form);
    let mut outputs = Outputs::new();
    for Written { form, files, took } in written {
        steps.keep(form.name(), took);
        outputs.extend(files?);
    }
    Ok(outputs)
}

fn one(composed: &Composed, form: Form, clock: Clock) -> Written {
    let (files, took) = timed(clock, || form_of(composed, form));
    Written { form, files, took }
}

fn form_of(composed: &Composed, form: Form) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let Composed { snapshot, report, look } = composed;
    let bytes = match form {
        Form::Html => report::out::html(report, look).into_bytes(),
        Form::Pdf => pdf::pdf(report, look).map_err(|why| unwritten("PDF", &why))?,
        Form::Word => office::word(report, look).map_err(|why| unwritten("Word file", &why))?,
        Form::Excel => office::excel(snapshot, report, look).map_err(|why| unwritten("Excel file", &why))?,
        Form::Ods => office::ods(snapshot, report, look).map_err(|why| unwritten("spreadsheet", &why))?,
        Form::Json => report::out::json(snapshot, report).into_bytes(),
        Form::Csv => report::out::csv(snapshot).into_bytes(),
        Form::Data => return Ok(publish::open_data(snapshot, report)),
    };
    Ok(form.files().iter().map(|name| (*name).to_string()).zip([bytes]).collect())
}

fn broken_off() -> Written {
    let files = Err(unwritten("PDF", &"typesetting broke off"));
    Written { form: Form::Pdf, files, took: Duration::ZERO }
}

fn unwritten(what: &str, why: &dyn std::fmt::Display) -> Stop {
    let hint = "If that does not say what to change, please report it.";
    Stop::world(format!("The {what} could not be written: {why}"), hint)
}
