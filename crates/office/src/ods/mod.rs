//! OpenDocument: the same workbook for those who use no Excel.

mod content;
mod styles;

use report::document::Report;
use report::look::Look;

use crate::OfficeError;
use crate::book::Book;
use crate::package::{Kept, Package};
use crate::xml::Xml;

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// Every namespace of the parts.
fn spaces() -> Vec<(&'static str, String)> {
    let own = ["office", "style", "text", "table", "meta", "number", "config", "manifest"];
    let keys = [
        "xmlns:office",
        "xmlns:style",
        "xmlns:text",
        "xmlns:table",
        "xmlns:meta",
        "xmlns:number",
        "xmlns:config",
        "xmlns:manifest",
    ];
    let kinds = own.iter().zip(keys).map(|(name, key)| {
        let name = if *name == "number" { "datastyle" } else { name };
        (key, format!("{SPACE}:{name}:1.0"))
    });
    let others = [
        ("xmlns:fo", format!("{SPACE}:xsl-fo-compatible:1.0")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/".to_string()),
        ("xmlns:xlink", "http://www.w3.org/1999/xlink".to_string()),
        ("office:version", "1.3".to_string()),
    ];
    kinds.chain(others).collect()
}

/// A part whose root declares every namespace.
fn part(root: &str, inner: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let spaces = spaces();
    let attributes: Vec<(&str, &str)> = spaces.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut xml = Xml::new();
    xml.element(root, &attributes, inner);
    xml.finish()
}

/// The whole file.
pub fn write(book: &Book, report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    let position = crate::position(report)?.to_string();
    let mut package = Package::new();
    package.add("mimetype", Kept::Stored, TYPE.as_bytes())?;
    package.add("META-INF/manifest.xml", Kept::Deflated, &manifest())?;
    package.add("meta.xml", Kept::Deflated, &meta(report, &position))?;
    package.add("styles.xml", Kept::Deflated, &styles::page(&report.meta.language))?;
    package.add("content.xml", Kept::Deflated, &content::content(book, look))?;
    package.add("settings.xml", Kept::Deflated, &settings(book))?;
    package.finish()
}

fn manifest() -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{SPACE}:manifest:1.0");
    let root = [("xmlns:manifest", space.as_str()), ("manifest:version", "1.3")];
    xml.element("manifest:manifest", &root, |xml| {
        xml.leaf(
            "manifest:file-entry",
            &[("manifest:full-path", "/"), ("manifest:version", "1.3"), ("manifest:media-type", TYPE)],
        );
        for name in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
            xml.leaf("manifest:file-entry", &[("manifest:full-path", name), ("manifest:media-type", "text/xml")]);
        }
    });
    xml.finish()
}

fn meta(report: &Report, position: &str) -> Vec<u8> {
    let meta = &report.meta;
    part("office:document-meta", |xml| {
        xml.element("office:meta", &[], |xml| {
            xml.text("meta:generator", &[], "Baseplan");
            xml.text("dc:title", &[], &format!("{}: {}", meta.council, meta.title));
            xml.text("dc:description", &[], &meta.description);
            xml.text("dc:subject", &[], &meta.plan);
            xml.text("meta:initial-creator", &[], &meta.council);
            xml.text("dc:creator", &[], &meta.council);
            xml.text("meta:creation-date", &[], &format!("{position}T00:00:00"));
            xml.text("dc:date", &[], &format!("{position}T00:00:00"));
            xml.text("dc:language", &[], &meta.language);
        });
    })
}

/// The header row and the first column of every table stay in sight.
fn settings(book: &Book) -> Vec<u8> {
    let item = |xml: &mut Xml, name: &str, kind: &str, value: &str| {
        xml.text("config:config-item", &[("config:name", name), ("config:type", kind)], value);
    };
    part("office:document-settings", |xml| {
        xml.element("office:settings", &[], |xml| {
            xml.element("config:config-item-set", &[("config:name", "ooo:view-settings")], |xml| {
                xml.element("config:config-item-map-indexed", &[("config:name", "Views")], |xml| {
                    xml.element("config:config-item-map-entry", &[], |xml| {
                        item(xml, "ViewId", "string", "view1");
                        xml.element("config:config-item-map-named", &[("config:name", "Tables")], |xml| {
                            for sheet in book.sheets.iter().filter(|sheet| !sheet.columns.is_empty()) {
                                let rows = (sheet.above() + 1).to_string();
                                xml.element("config:config-item-map-entry", &[("config:name", &sheet.name)], |xml| {
                                    item(xml, "HorizontalSplitMode", "short", "2");
                                    item(xml, "VerticalSplitMode", "short", "2");
                                    item(xml, "HorizontalSplitPosition", "int", "1");
                                    item(xml, "VerticalSplitPosition", "int", &rows);
                                    item(xml, "PositionRight", "int", "1");
                                    item(xml, "PositionBottom", "int", &rows);
                                    item(xml, "ActiveSplitRange", "short", "3");
                                });
                            }
                        });
                    });
                });
            });
        });
    })
}
