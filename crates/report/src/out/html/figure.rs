//! Graphics: the picture, the finding in words beneath it, and its data.

use maud::{Markup, PreEscaped, html};

use super::Writer;
use super::inline::rating_tag;
use super::table::{Caption, kept_whole};
use crate::document::{Block, Figure, FigureData, Stands};

impl Writer<'_> {
    /// A graphic.
    pub fn figure(&mut self, figure: &Figure) -> Markup {
        let class = if figure.stands == Stands::Half { "half" } else { "full" };
        html! {
            div.graphic.(class) {
                figure id=(figure.id) {
                    (PreEscaped(&figure.svg))
                    figcaption {
                        @if let Some(tag) = &figure.tag { (rating_tag(tag)) " " }
                        (kept_whole(figure.caption()))
                    }
                }
                (self.data(figure))
            }
        }
    }

    /// Where the data stand: in a table behind a disclosure, or in a table near by.
    fn data(&mut self, figure: &Figure) -> Markup {
        match &figure.data {
            FigureData::Own(table) => html! {
                details.data {
                    summary {
                        (self.words.say("page.data"))
                        span.visually-hidden { ": " (figure.title) }
                    }
                    (self.table(table, Caption::Shown))
                }
            },
            FigureData::In(id) => {
                let caption = self.gathered.captions.get(id.as_str()).copied().unwrap_or(&figure.title);
                html! {
                    p.data {
                        a href={ "#" (id) } {
                            (self.words.say("page.data_near"))
                            span.visually-hidden { ": " (caption) }
                        }
                    }
                }
            }
        }
    }

    /// Graphics that stand two in a row.
    pub fn pairs(&mut self, blocks: &[Block]) -> Markup {
        html! { div.pairs { @for block in blocks { (self.block(block)) } } }
    }
}
