//! Graphics: the picture with its text alternative, the caption beneath it, and where its figures stand.

use report::document::{Figure, FigureData, Spark};

use super::blocks::{marked, paragraph};
use super::body::Papers;
use super::inline::{Face, run};
use super::page::{Turned, field};
use crate::xml::Xml;

/// English Metric Units to a twentieth of a point, and to a CSS pixel.
const PER_TWIP: u64 = 635;
const PER_PIXEL: u64 = 9_525;
/// A graphic is not drawn larger than this many hundredths of its own size.
const LARGEST: u64 = 100;

impl<'r> Papers<'r> {
    /// Graphics that share a row, each in a width in twentieths of a point; their captions and tables follow in order.
    pub fn figures(&mut self, row: &[&'r Figure], room: u32) {
        let mut xml = self.xml();
        paragraph(&mut xml, "Figure", |xml| {
            for (at, figure) in row.iter().enumerate() {
                if at > 0 {
                    run(xml, "\u{2003}", Face::default());
                }
                let place = self.places.bookmark(&figure.id);
                let number = self.places.figure(&figure.id).unwrap_or(1);
                marked(xml, place, |xml| large(xml, figure, number, room));
            }
        });
        let sides = if row.len() > 1 { &["office.left", "office.right"][..] } else { &[] };
        for (at, figure) in row.iter().enumerate() {
            let style = if at + 1 == row.len() { "FigureCaption" } else { "FigureCaptionKept" };
            self.caption(&mut xml, figure, style, sides.get(at).copied());
        }
        self.push(xml);
        for figure in row {
            if let FigureData::Own(table) = &figure.data {
                self.table(table, room);
            }
        }
    }

    fn caption(&mut self, xml: &mut Xml, figure: &Figure, style: &str, side: Option<&'static str>) {
        let counted = self.places.figure(&figure.id).unwrap_or(1).to_string();
        let side = side.map(|key| format!(" ({})", self.words.say(key))).unwrap_or_default();
        paragraph(xml, style, |xml| {
            run(xml, &format!("{} ", self.words.say("office.figure")), Face::default());
            field(xml, " SEQ Figure \\* ARABIC ", &counted);
            run(xml, &format!("{side}: {} ", figure.title), Face::default());
            if let Some(tag) = &figure.tag {
                self.tag(xml, tag);
            }
            self.near(xml, figure);
        });
    }

    /// Where the figures stand, when they have no table of their own.
    fn near(&mut self, xml: &mut Xml, figure: &Figure) {
        let FigureData::In(id) = &figure.data else { return };
        let (Some(number), Some((_, place))) = (self.places.table(id), self.places.bookmark(id)) else { return };
        run(xml, &format!(" {} ", self.words.say("office.near")), Face::styled("Muted"));
        xml.element("w:hyperlink", &[("w:anchor", &place), ("w:history", "1")], |xml| {
            run(xml, &format!("{} {number}", self.words.say("office.table")), Face::styled("Hyperlink"));
        });
    }
}

/// The picture's size: as wide as its room, not larger than it is, and no higher than a page.
fn size(figure: &Figure, room: u32) -> (u64, u64) {
    let (wide, high) = (u64::from(figure.size.0.max(1)), u64::from(figure.size.1.max(1)));
    let widest = (u64::from(room) * PER_TWIP).min(wide * PER_PIXEL * LARGEST / 100);
    let highest = u64::from(Turned::Sideways.height()).max(1) * PER_TWIP;
    let across = widest.min(highest * wide / high);
    (across, across * high / wide)
}

fn large(xml: &mut Xml, figure: &Figure, number: usize, room: u32) {
    let named = [("name", figure.id.as_str()), ("descr", &figure.alt), ("title", &figure.title)];
    drawing(xml, named, number, size(figure, room));
}

/// A small history, as large as it was drawn, in the line that it stands in.
pub fn small(xml: &mut Xml, spark: &Spark, number: usize) {
    let named = [("name", spark.id.as_str()), ("descr", &spark.alt), ("title", &spark.title)];
    let (wide, high) = spark.size;
    drawing(xml, named, number, (u64::from(wide) * PER_PIXEL, u64::from(high) * PER_PIXEL));
}

/// A picture in a line of text, by its number; its name, text alternative and title.
fn drawing(xml: &mut Xml, [name, descr, title]: [(&str, &str); 3], number: usize, (wide, high): (u64, u64)) {
    let (wide, high, number) = (wide.to_string(), high.to_string(), number.to_string());
    let named = [("id", number.as_str()), name, descr];
    let extent = [("cx", wide.as_str()), ("cy", high.as_str())];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            let edges = ["distT", "distB", "distL", "distR"].map(|edge| (edge, "0"));
            xml.element("wp:inline", &edges, |xml| {
                xml.leaf("wp:extent", &extent);
                xml.leaf("wp:docPr", &[&named[..], &[title]].concat());
                xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                    xml.leaf("a:graphicFrameLocks", &[("noChangeAspect", "1")])
                });
                xml.element("a:graphic", &[], |xml| {
                    let uri = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                    xml.element("a:graphicData", &[("uri", uri)], |xml| picture(xml, &named, &extent, &number));
                });
            });
        });
    });
}

fn picture(xml: &mut Xml, named: &[(&str, &str)], extent: &[(&str, &str)], number: &str) {
    xml.element("pic:pic", &[], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.leaf("pic:cNvPr", named);
            xml.leaf("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.leaf("a:blip", &[("r:embed", &format!("rIdImage{number}"))]);
            xml.element("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
                xml.leaf("a:ext", extent);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
        });
    });
}
