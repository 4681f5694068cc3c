//! The cover, and the contents: a field that a word processor can bring up to date, filled in so that it reads as it is.

use report::document::{Block, Section};

use super::blocks::paragraph;
use super::body::Papers;
use super::inline::{Face, run};
use super::page::tab;
use crate::xml::Xml;

/// Headings that a page of contents has room for.
const ROOM: usize = 40;

/// Title, council, plan and the facts of the edition.
pub fn cover(papers: &mut Papers<'_>) {
    let meta = &papers.report.meta;
    let mut xml = papers.xml();
    paragraph(&mut xml, "CoverCouncil", |xml| run(xml, &meta.council, Face::default()));
    paragraph(&mut xml, "Title", |xml| run(xml, &meta.title, Face::default()));
    paragraph(&mut xml, "Subtitle", |xml| run(xml, &meta.plan, Face::default()));
    let mut facts = vec![("page.period", meta.period.as_str()), ("page.position", meta.position_at.as_str())];
    facts.extend(meta.published_on.as_deref().map(|on| ("page.published", on)));
    facts.extend([("page.status", meta.status.as_str()), ("page.edition", meta.edition.as_str())]);
    facts.extend(meta.contact.as_deref().map(|whom| ("page.contact", whom)));
    facts.push(("page.licence", meta.licence.as_str()));
    for (label, says) in facts.into_iter().filter(|(_, says)| !says.is_empty()) {
        paragraph(&mut xml, "CoverFact", |xml| {
            run(xml, &format!("{}: ", papers.words.say(label)), Face::bold());
            run(xml, says, Face::default());
        });
    }
    if let Some(banner) = &meta.banner {
        paragraph(&mut xml, "Banner", |xml| run(xml, banner, Face::default()));
    }
    papers.push(xml);
}

/// The contents, as deep as a page has room for.
pub fn contents(papers: &mut Papers<'_>) {
    let sections = &papers.report.sections;
    let depth = [3, 2].into_iter().find(|level| listed(sections, *level).len() <= ROOM).unwrap_or(1);
    let entries = listed(sections, depth);
    let mut xml = papers.xml();
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.leaf("w:docPartGallery", &[("w:val", "Table of Contents")]);
                xml.leaf("w:docPartUnique", &[]);
            });
        });
        xml.element("w:sdtContent", &[], |xml| {
            paragraph(xml, "TOCHeading", |xml| run(xml, papers.words.say("page.contents"), Face::default()));
            for (at, section) in entries.iter().enumerate() {
                paragraph(xml, &format!("TOC{}", section.level.clamp(1, 3)), |xml| {
                    if at == 0 {
                        opens(xml, &format!(" TOC \\o \"1-{depth}\" \\h \\z \\u "));
                    }
                    entry(papers, xml, section);
                    if at + 1 == entries.len() {
                        mark(xml, "end");
                    }
                });
            }
        });
    });
    papers.push(xml);
}

fn entry(papers: &Papers<'_>, xml: &mut Xml, section: &Section) {
    let Some((_, name)) = papers.places.bookmark(&section.id) else { return };
    xml.element("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")], |xml| {
        run(xml, &section.title, Face::default());
        tab(xml);
        opens(xml, &format!(" PAGEREF {name} \\h "));
        mark(xml, "end");
    });
}

/// The beginning of a field whose result takes several paragraphs.
fn opens(xml: &mut Xml, instruction: &str) {
    mark(xml, "begin");
    xml.element("w:r", &[], |xml| xml.text("w:instrText", &[("xml:space", "preserve")], instruction));
    mark(xml, "separate");
}

fn mark(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", kind)]));
}

fn listed(sections: &[Section], depth: u8) -> Vec<&Section> {
    fn gather<'r>(section: &'r Section, depth: u8, out: &mut Vec<&'r Section>) {
        if section.level > depth {
            return;
        }
        out.push(section);
        for block in &section.blocks {
            if let Block::Section(inner) = block {
                gather(inner, depth, out);
            }
        }
    }
    let mut out = Vec::new();
    sections.iter().for_each(|section| gather(section, depth, &mut out));
    out
}
