//! Files that all pages share: one stylesheet, one small script. Their names carry a digest of what they hold, so that
//! a server may let browsers keep them for ever.

use crate::digest::sha256;
use crate::library::Library;
use crate::page::Page;
use report::out::Sheet;

const STYLE: &str = include_str!("../assets/site.css");
const SCRIPT: &str = include_str!("../assets/tables.js");

/// Shared files and where they stand.
pub struct Assets {
    /// Path of the stylesheet.
    pub style: String,
    /// Path of the script.
    pub script: String,
    /// Both with their bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Makes the shared files for these pages.
pub fn assets(library: &Library<'_>, pages: &[Page]) -> Assets {
    let mut sheet = Sheet::default();
    for (_, edition) in library.readable() {
        sheet.report(edition.report);
        let grades = edition.snapshot.schemes.iter().flat_map(|scheme| &scheme.grades);
        grades.for_each(|grade| sheet.colour(grade.colour));
    }
    pages.iter().flat_map(|page| &page.shapes).for_each(|widths| sheet.columns(widths));
    let style = sheet.css(library.look) + STYLE;
    let named = |name: &str, end: &str, text: &str| {
        let digest = sha256(text.as_bytes());
        format!("assets/{name}.{}.{end}", digest.get(..16).unwrap_or(&digest))
    };
    let (style_path, script_path) = (named("site", "css", &style), named("tables", "js", SCRIPT));
    Assets {
        files: vec![(style_path.clone(), style.into_bytes()), (script_path.clone(), SCRIPT.as_bytes().to_vec())],
        style: style_path,
        script: script_path,
    }
}
