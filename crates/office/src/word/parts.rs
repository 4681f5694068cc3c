//! The small parts of the package: what is in it, how its parts relate, settings, fonts, numbering, properties.

use report::document::Report;

use super::body::{Papers, SPACES};
use super::millimetres;
use crate::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What kind of thing each part is.
pub fn types(heads: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [("rels", relations), ("xml", "application/xml"), ("png", "image/png")] {
            xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let mut part = |name: &str, kind: &str| xml.leaf("Override", &[("PartName", name), ("ContentType", kind)]);
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        for name in ["styles", "settings", "fontTable", "numbering"] {
            part(&format!("/word/{name}.xml"), &format!("{WORD}.{name}+xml"));
        }
        for number in 1..=heads {
            part(&format!("/word/header{number}.xml"), &format!("{WORD}.header+xml"));
        }
        for number in 0..=2 {
            part(&format!("/word/footer{number}.xml"), &format!("{WORD}.footer+xml"));
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    });
    xml.finish()
}

fn relate(xml: &mut Xml, id: &str, kind: &str, target: &str) {
    xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
}

/// Where the package begins.
pub fn roots() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        relate(xml, "rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml");
        relate(xml, "rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml");
        relate(xml, "rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml");
    });
    xml.finish()
}

/// What the main part refers to.
pub fn relations(papers: &Papers<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for name in ["styles", "settings", "fontTable", "numbering"] {
            relate(xml, &format!("rId-{name}"), &format!("{OFFICE}/{name}"), &format!("{name}.xml"));
        }
        for number in 1..=papers.heads.len() {
            relate(xml, &format!("rIdHead{number}"), &format!("{OFFICE}/header"), &format!("header{number}.xml"));
        }
        for number in 0..=2 {
            relate(xml, &format!("rIdFoot{number}"), &format!("{OFFICE}/footer"), &format!("footer{number}.xml"));
        }
        for number in 1..=papers.pictures.len() {
            relate(xml, &format!("rIdImage{number}"), &format!("{OFFICE}/image"), &format!("media/image{number}.png"));
        }
        for (at, to) in papers.addresses.iter().enumerate() {
            let kind = format!("{OFFICE}/hyperlink");
            let id = format!("rIdOut{}", at + 1);
            let relation = [("Id", id.as_str()), ("Type", &kind), ("Target", to), ("TargetMode", "External")];
            xml.leaf("Relationship", &relation);
        }
    });
    xml.finish()
}

/// Title, subject, language and the date of the position.
pub fn core(report: &Report, position: &str) -> Vec<u8> {
    let meta = &report.meta;
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let stamp = format!("{position}T00:00:00Z");
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.text("dc:title", &[], &format!("{}: {}", meta.council, meta.title));
        xml.text("dc:subject", &[], &meta.plan);
        xml.text("dc:creator", &[], &meta.council);
        xml.text("dc:description", &[], &meta.description);
        xml.text("dc:language", &[], &meta.language);
        xml.text("cp:contentStatus", &[], &meta.status);
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &stamp);
        }
    });
    xml.finish()
}

/// Which program wrote it, and for whom.
pub fn app(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{}/extended-properties", OFFICE.trim_end_matches("/relationships"));
    xml.element("Properties", &[("xmlns", &space)], |xml| {
        xml.text("Application", &[], "Baseplan");
        xml.text("Company", &[], &report.meta.council);
    });
    xml.finish()
}

/// Language, and that the file follows the rules of Word 2013 and later.
pub fn settings(language: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:settings", &SPACES, |xml| {
        xml.leaf("w:defaultTabStop", &[("w:val", "425")]);
        xml.leaf("w:characterSpacingControl", &[("w:val", "doNotCompress")]);
        xml.element("w:compat", &[], |xml| {
            let uri = "http://schemas.microsoft.com/office/word";
            xml.leaf("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")]);
        });
        xml.leaf("w:themeFontLang", &[("w:val", language)]);
        xml.leaf("w:decimalSymbol", &[("w:val", ".")]);
        xml.leaf("w:listSeparator", &[("w:val", ",")]);
    });
    xml.finish()
}

/// The faces that are asked for, and what to take in their place.
pub fn fonts() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:fonts", &SPACES, |xml| {
        for (name, other, family) in
            [("Arial", "Liberation Sans", "swiss"), ("Segoe UI Symbol", "DejaVu Sans", "swiss")]
        {
            xml.element("w:font", &[("w:name", name)], |xml| {
                xml.leaf("w:altName", &[("w:val", other)]);
                xml.leaf("w:family", &[("w:val", family)]);
            });
        }
    });
    xml.finish()
}

/// Bullets for every list without an order, and a count of its own for every one with an order.
pub fn numbering(ordered: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:numbering", &SPACES, |xml| {
        for (id, format) in [("0", "bullet"), ("1", "decimal")] {
            xml.element("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
                xml.leaf("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
                (0..9).for_each(|level| numbered(xml, level, format));
            });
        }
        let of = |xml: &mut Xml, id: &str| xml.leaf("w:abstractNumId", &[("w:val", id)]);
        xml.element("w:num", &[("w:numId", "1")], |xml| of(xml, "0"));
        for number in 2..=ordered + 1 {
            xml.element("w:num", &[("w:numId", &number.to_string())], |xml| {
                of(xml, "1");
                xml.element("w:lvlOverride", &[("w:ilvl", "0")], |xml| xml.leaf("w:startOverride", &[("w:val", "1")]));
            });
        }
    });
    xml.finish()
}

fn numbered(xml: &mut Xml, level: u32, format: &str) {
    let text = if format == "bullet" { "\u{2022}".to_string() } else { format!("%{}.", level + 1) };
    let step = millimetres(15) / 2;
    xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        xml.leaf("w:start", &[("w:val", "1")]);
        xml.leaf("w:numFmt", &[("w:val", format)]);
        xml.leaf("w:lvlText", &[("w:val", &text)]);
        xml.leaf("w:lvlJc", &[("w:val", "left")]);
        xml.element("w:pPr", &[], |xml| {
            xml.leaf("w:ind", &[("w:left", &(step * (level + 1)).to_string()), ("w:hanging", &step.to_string())]);
        });
    });
}
