//! What Typst may see: our templates, the document as data and its graphics. No disk, no network, no clock.

use std::sync::LazyLock;

use report::document::Report;
use report::look::Look;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use crate::data::Data;
use crate::{PdfError, faces};

/// Most graphics in one report. Typst remembers every path for the life of the process and has room for 65,535, so
/// graphics go by number and reports share the numbers.
const MOST_FIGURES: usize = 9_999;

/// The templates by the path they import one another by; the first is where typesetting starts.
const TEMPLATES: [(&str, &str); 5] = [
    ("/report.typ", include_str!("../templates/report.typ")),
    ("/blocks.typ", include_str!("../templates/blocks.typ")),
    ("/inline.typ", include_str!("../templates/inline.typ")),
    ("/marks.typ", include_str!("../templates/marks.typ")),
    ("/pages.typ", include_str!("../templates/pages.typ")),
];

/// Row headers in tables are an extra of Typst's for accessibility, off by default.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let source = |(path, text): &(&str, &str)| Some(Source::new(file_id(path)?, (*text).to_string()));
    TEMPLATES.iter().filter_map(source).collect()
});

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One report's papers on the typesetter's desk.
pub struct Papers {
    main: FileId,
    data: Bytes,
    charts: Vec<Bytes>,
}

impl Papers {
    /// The papers of a report.
    pub fn new(report: &Report, look: &Look) -> Result<Papers, PdfError> {
        let data = Data::new(report, look)?;
        if data.charts.len() > MOST_FIGURES {
            return Err(PdfError::TooManyFigures(data.charts.len()));
        }
        let main = SOURCES.first().map(Source::id).ok_or_else(|| PdfError::Data("no template".into()))?;
        let json = serde_json::to_vec(&data).map_err(|error| PdfError::Data(error.to_string()))?;
        Ok(Papers { main, data: Bytes::new(json), charts: data.charts.into_iter().map(Bytes::from_string).collect() })
    }

    /// Template and line that a complaint is about. `None`: it is about none of ours.
    pub fn place(&self, said: &SourceDiagnostic) -> Option<String> {
        let id = said.span.id()?;
        let source = self.source(id).ok()?;
        let line = source.lines().byte_to_line(self.range(said.span)?.start)?;
        Some(format!("{} line {}", id.get().vpath().get_without_slash(), line + 1))
    }
}

impl World for Papers {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &faces::BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        if path == "data.json" {
            return Ok(self.data.clone());
        }
        let number = path.strip_prefix("charts/").and_then(|name| name.strip_suffix(".svg")?.parse::<usize>().ok());
        number.and_then(|number| self.charts.get(number)).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        faces::FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
