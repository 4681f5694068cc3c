//! A press without typesetting: the page of each report, and a plain text in place of every other form.

use cycle::{Press, Pressing};
use domain::{Council, EditionStatus, Period};
use folder::Files;
use report::look::Look;

/// Prints pages; what it cannot print says so.
pub struct PlainPress;

impl Press for PlainPress {
    fn report<'a>(&'a self, files: &'a Files, period: Period, forms: &'a [&'a str]) -> Pressing<'a> {
        Box::pin(async move {
            let council = read(files)?;
            let mut printed = Files::default();
            for form in forms {
                let (name, bytes) = match *form {
                    "html" => ("report.html", page(&council, period)?.into_bytes()),
                    "pdf" => ("report.pdf", b"%PDF-1.7 plain".to_vec()),
                    "word" => ("report.docx", b"plain".to_vec()),
                    "excel" => ("report.xlsx", b"plain".to_vec()),
                    "ods" => ("report.ods", b"plain".to_vec()),
                    "data" => ("measures.csv", b"measure\n".to_vec()),
                    other => return Err(format!("there is no form {other}")),
                };
                printed.insert(name.to_string(), bytes);
            }
            Ok(printed)
        })
    }

    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a> {
        Box::pin(async move {
            let council = read(files)?;
            let mut site = Files::default();
            let reasons = council.editions.iter().filter_map(|edition| edition.reason.as_deref());
            site.insert("index.html".to_string(), reasons.collect::<Vec<_>>().join("\n").into_bytes());
            for edition in council.editions.iter().filter(|edition| edition.status != EditionStatus::Draft) {
                let page = match edition.status {
                    EditionStatus::Withdrawn => format!("withdrawn: {}", edition.reason.as_deref().unwrap_or_default()),
                    _ => page(&council, edition.period)?,
                };
                site.insert(format!("editions/{}/index.html", edition.period), page.into_bytes());
            }
            Ok(site)
        })
    }
}

fn read(files: &Files) -> Result<Council, String> {
    let read = folder::read(files);
    if read.problems.is_empty() { Ok(read.council) } else { Err(format!("{:?}", read.problems)) }
}

fn page(council: &Council, period: Period) -> Result<String, String> {
    let edition = council.edition(period).ok_or_else(|| format!("there is no edition {period}"))?;
    let snapshot = rate::snapshot(council, edition);
    let outline = council.outlines.iter().find(|(name, _)| *name == edition.outline);
    let (name, text) = outline.ok_or_else(|| format!("there is no outline {}", edition.outline))?;
    let outline = report::outline::parse(name, text).map_err(|problems| format!("{problems:?}"))?;
    let look = Look::new(&snapshot.look);
    Ok(report::out::html(&report::compose::compose(&snapshot, &outline, &look).report, &look))
}
