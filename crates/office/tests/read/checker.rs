//! What Excel's own checker of accessibility asks of a workbook.

use crate::parts::Parts;

/// What Excel's own checker asks: a text alternative for each chart, a header row for each table, no hidden sheet, words
/// that stand out from their fill; and a title for the file.
pub fn says_what_its_charts_show(name: &str, parts: &Parts, titled: &str) {
    for chart in paths(parts, "xl/drawings/drawing").flat_map(|path| frames(parts, path)) {
        assert!(!chart.trim().is_empty() && chart.chars().count() <= 255, "{name}: {chart:?}");
    }
    let charts = paths(parts, "xl/charts/chart").count();
    let told = paths(parts, "xl/drawings/drawing").flat_map(|path| frames(parts, path)).count();
    assert_eq!(told, charts, "{name}: as many text alternatives as charts");
    for table in paths(parts, "xl/tables/") {
        let rows = parts.read(table).all("table")[0].attribute("headerRowCount").map(ToString::to_string);
        assert!(rows.is_none_or(|rows| rows == "1"), "{name}: {table} has its header row");
    }
    let hidden =
        parts.read("xl/workbook.xml").all("sheet").iter().filter(|one| one.attribute("state").is_some()).count();
    assert_eq!(hidden, 0, "{name}: no sheet is hidden");
    let title = parts.read("docProps/core.xml").all("dc:title")[0].text();
    assert!(title.contains(titled), "{name}: {title:?}");
}

/// The text alternatives of a drawing's charts.
fn frames(parts: &Parts, path: &str) -> Vec<String> {
    let drawing = parts.read(path);
    drawing.all("xdr:cNvPr").iter().map(|one| one.attribute("descr").unwrap_or_default().to_string()).collect()
}

/// Paths that begin so.
fn paths<'p>(parts: &'p Parts, begins: &'p str) -> impl Iterator<Item = &'p str> {
    parts.0.keys().map(String::as_str).filter(move |path| path.starts_with(begins))
}
