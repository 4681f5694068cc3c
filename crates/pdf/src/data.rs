//! The document as the templates receive it: plain data, with everything decided that a template need not decide.

use std::collections::BTreeMap;

use report::document::{Block, Report, Section};
use report::look::Look;
use serde::Serialize;

use crate::PdfError;
use crate::faces::{Weight, width};
use crate::pages::{Run, Writer};
use crate::text::printed;
use crate::words::Words;

/// Everything a template sees.
#[derive(Debug, Serialize)]
pub struct Data {
    lang: String,
    region: Option<String>,
    /// Year, month and day of the position.
    date: [u16; 3],
    cover: Cover,
    words: Words,
    look: BTreeMap<&'static str, String>,
    /// How many levels of headings the contents list: as many as stand on one page.
    depth: u8,
    runs: Vec<Run>,
    /// Graphics by number; they go to Typst as files.
    #[serde(skip)]
    pub charts: Vec<String>,
}

/// What the cover, the foot and the file's metadata say.
#[derive(Debug, Serialize)]
struct Cover {
    council: String,
    title: String,
    plan: String,
    status: String,
    edition: String,
    /// Label and what it says, in order; what is not known has no line.
    facts: Vec<(String, String)>,
    banner: Option<String>,
    licence: String,
    contact: Option<String>,
    description: String,
}

impl Data {
    /// The data of a report.
    pub fn new(report: &Report, look: &Look) -> Result<Data, PdfError> {
        let (lang, region) = language(&report.meta.language)?;
        let words = Words::of(&report.meta.language);
        let mut writer = Writer::new(report, look);
        let runs = writer.runs(report);
        Ok(Data {
            lang,
            region,
            date: date(&report.meta.position_iso)?,
            cover: cover(report, &words),
            words,
            look: look.tokens().iter().map(|(token, colour)| (*token, colour.clone())).collect(),
            depth: depth(report),
            runs,
            charts: writer.charts,
        })
    }
}

/// Lines that a page of contents has room for.
const CONTENTS: u32 = 42;
/// Width of a line of contents before its page number, in thousandths of the size it is set in.
const CONTENTS_LINE: u32 = 42_000;

/// The deepest level of headings whose contents stand on one page.
fn depth(report: &Report) -> u8 {
    fn lines(section: &Section, level: u8) -> u32 {
        let below = section.blocks.iter().map(|block| match block {
            Block::Section(inner) if inner.level <= level => lines(inner, level),
            _ => 0,
        });
        1 + width(&section.title, Weight::Bold) / CONTENTS_LINE + below.sum::<u32>()
    }
    let fits = |level: &u8| report.sections.iter().map(|section| lines(section, *level)).sum::<u32>() <= CONTENTS;
    [3, 2].into_iter().find(fits).unwrap_or(1)
}

fn cover(report: &Report, words: &Words) -> Cover {
    let meta = &report.meta;
    let published = meta.published_on.as_ref().map(|on| (words.published.clone(), printed(on)));
    let facts = [
        Some((words.period.clone(), printed(&meta.period))),
        Some((words.position.clone(), printed(&meta.position_at))),
        published,
        Some((words.status.clone(), printed(&meta.status))),
        Some((words.edition.clone(), printed(&meta.edition))),
    ];
    Cover {
        council: printed(&meta.council),
        title: printed(&meta.title),
        plan: printed(&meta.plan),
        status: printed(&meta.status),
        edition: printed(&meta.edition),
        facts: facts.into_iter().flatten().filter(|(_, said): &(String, String)| !said.is_empty()).collect(),
        banner: meta.banner.as_deref().map(printed),
        licence: printed(&meta.licence),
        contact: meta.contact.as_deref().map(printed),
        description: meta.description.clone(),
    }
}

/// Language and region of a BCP 47 tag; scripts and variants, which a PDF's typesetter knows nothing of, are passed
/// over.
fn language(tag: &str) -> Result<(String, Option<String>), PdfError> {
    let mut parts = tag.split('-');
    let letters = |part: &&str| part.chars().all(|c| c.is_ascii_alphabetic());
    let lang = parts.next().filter(|part| matches!(part.len(), 2 | 3)).filter(letters);
    let lang = lang.ok_or_else(|| PdfError::Language(tag.into()))?.to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2).filter(letters).map(str::to_ascii_uppercase);
    Ok((lang, region))
}

fn date(iso: &str) -> Result<[u16; 3], PdfError> {
    let wrong = || PdfError::Date(iso.into());
    let date: domain::Date = iso.parse().map_err(|_| wrong())?;
    let part = |number: i8| u16::try_from(number).map_err(|_| wrong());
    Ok([u16::try_from(date.year()).map_err(|_| wrong())?, part(date.month())?, part(date.day())?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_gives_language_and_region() {
        assert_eq!(language("en-GB"), Ok(("en".into(), Some("GB".into()))));
        assert_eq!(language("cy"), Ok(("cy".into(), None)));
        assert_eq!(language("zh-Hant-TW"), Ok(("zh".into(), Some("TW".into()))));
        assert_eq!(language("English"), Err(PdfError::Language("English".into())));
        assert_eq!(language(""), Err(PdfError::Language(String::new())));
    }

    #[test]
    fn a_position_is_a_date_or_no_file_is_written() {
        assert_eq!(date("2025-09-30"), Ok([2025, 9, 30]));
        for wrong in ["", "2025", "30 September 2025", "2025-02-30"] {
            assert_eq!(date(wrong), Err(PdfError::Date(wrong.into())), "{wrong}");
        }
    }
}
