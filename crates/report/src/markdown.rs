//! Officers' Markdown as blocks of the document: paragraphs, lists, bold, italic, links and headings. What the form
//! does not allow is a problem at its place; live figures are printed as the tables print them.

use std::iter::Peekable;
use std::ops::Range;

use domain::Problem;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::document::{Block, Inline};
use crate::outline::line_and_column;
use crate::words::Words;

/// A piece of words: a heading, or a block that stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "pieces are few and short-lived")]
pub enum Piece {
    /// A heading with its level in the Markdown, from 1.
    Heading(u8, Vec<Inline>),
    /// A block that is no section.
    Block(Block),
}

/// Why a placeholder cannot be printed: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveFault {
    /// The name of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub says: String,
    /// What to do next.
    pub hint: String,
}

/// Prints what stands between the braces of a placeholder.
pub type Print<'p> = &'p dyn Fn(&str) -> Result<Inline, LiveFault>;

/// Reads words: the pieces in order, and every problem with its place in `file`. A placeholder that cannot be printed
/// stands as it was written, so that nothing is blank.
pub fn read(text: &str, file: &str, words: &Words, print: Print<'_>) -> (Vec<Piece>, Vec<Problem>) {
    let events = TextMergeWithOffset::new(Parser::new_ext(text, Options::empty()).into_offset_iter());
    let mut reader = Reader { events: events.peekable(), text, file, words, print, problems: Vec::new() };
    let pieces = reader.pieces(None);
    (pieces, reader.problems)
}

struct Reader<'r, I: Iterator<Item = (Event<'r>, Range<usize>)>> {
    events: Peekable<I>,
    text: &'r str,
    file: &'r str,
    words: &'r Words,
    print: Print<'r>,
    problems: Vec<Problem>,
}

impl<'r, I: Iterator<Item = (Event<'r>, Range<usize>)>> Reader<'r, I> {
    /// Pieces up to an end, which is taken.
    fn pieces(&mut self, end: Option<TagEnd>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(Tag::Paragraph) => pieces.push(paragraph(self.inlines(TagEnd::Paragraph))),
                Event::Start(Tag::Heading { level, .. }) => {
                    pieces.push(Piece::Heading(level as u8, self.inlines(TagEnd::Heading(level))));
                }
                Event::Start(Tag::List(first)) => pieces.push(self.list(first.is_some())),
                Event::Start(Tag::BlockQuote(kind)) => {
                    self.problem(range, "unsupported-markdown", "quotation");
                    pieces.extend(self.pieces(Some(TagEnd::BlockQuote(kind))));
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.problem(range, "unsupported-markdown", "code");
                    pieces.push(paragraph(self.inlines(TagEnd::CodeBlock)));
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.problem(range, "raw-html", "html");
                    self.skip(TagEnd::HtmlBlock);
                }
                Event::Rule => self.problem(range, "unsupported-markdown", "rule"),
                Event::End(_) => {}
                other => {
                    let mut inlines = Vec::new();
                    self.inline(other, range, &mut inlines);
                    while self.events.peek().is_some_and(|(event, _)| is_inline(event)) {
                        let Some((event, range)) = self.events.next() else { break };
                        self.inline(event, range, &mut inlines);
                    }
                    pieces.push(paragraph(inlines));
                }
            }
        }
        pieces
    }

    fn list(&mut self, ordered: bool) -> Piece {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(blocks_of(self.pieces(Some(TagEnd::Item)))),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Piece::Block(Block::List { ordered, items })
    }

    /// Running text up to an end, which is taken.
    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'r>, range: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.live(&text, range, out),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Start(Tag::Strong) => {
                let inner = self.inlines(TagEnd::Strong);
                out.push(Inline::Strong(inner));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines(TagEnd::Emphasis);
                out.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let content = self.inlines(TagEnd::Link);
                if is_address(&dest_url) {
                    out.push(Inline::Link { to: dest_url.into_string(), content });
                } else {
                    self.problem(range, "bad-link", "link");
                    out.extend(content);
                }
            }
            Event::Start(Tag::Image { .. }) => {
                self.problem(range, "picture", "picture");
                self.skip(TagEnd::Image);
            }
            Event::InlineHtml(_) | Event::Html(_) => self.problem(range, "raw-html", "html"),
            _ => {}
        }
    }

    fn skip(&mut self, end: TagEnd) {
        for (event, _) in self.events.by_ref() {
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
        }
    }

    /// A text with its placeholders printed.
    fn live(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let mut rest = text;
        let mut at = range.start;
        while let Some((before, after)) = rest.split_once("{{") {
            push_text(out, before);
            at = self.text.get(at..range.end).and_then(|source| source.find("{{")).map_or(at, |found| at + found);
            let (inner, tail) = after.split_once("}}").unwrap_or((after, ""));
            let closed = after.contains("}}");
            let printed = if closed { (self.print)(inner.trim()) } else { Err(self.unclosed(inner)) };
            match printed {
                Ok(Inline::Text(printed)) => push_text(out, &printed),
                Ok(printed) => out.push(printed),
                Err(fault) => {
                    push_text(out, &format!("{{{{{inner}{}", if closed { "}}" } else { "" }));
                    self.fault(at, fault);
                }
            }
            rest = tail;
            at += 2;
        }
        push_text(out, rest);
    }

    fn unclosed(&self, inner: &str) -> LiveFault {
        let start: String = inner.chars().take(30).collect();
        let says = self.words.fill("problem.unclosed.says", &[("text", &start)]);
        LiveFault { rule: "unclosed-placeholder", says, hint: self.words.say("problem.unclosed.hint").to_string() }
    }

    fn problem(&mut self, range: Range<usize>, rule: &'static str, what: &str) {
        let source = self.text.get(range.clone()).unwrap_or("");
        let shown: String = source.lines().next().unwrap_or("").chars().take(60).collect();
        let (says, hint) = match what {
            "html" => ("problem.html.says", "problem.html.hint"),
            "picture" => ("problem.picture.says", "problem.picture.hint"),
            "link" => ("problem.link.says", "problem.link.hint"),
            "quotation" => ("problem.quotation.says", "problem.markdown.hint"),
            "code" => ("problem.code.says", "problem.markdown.hint"),
            _ => ("problem.rule.says", "problem.markdown.hint"),
        };
        let says = self.words.fill(says, &[("text", shown.trim())]);
        self.fault(range.start, LiveFault { rule, says, hint: self.words.say(hint).to_string() });
    }

    fn fault(&mut self, at: usize, fault: LiveFault) {
        let (line, column) = line_and_column(self.text, at);
        let LiveFault { rule, says, hint } = fault;
        self.problems.push(Problem { file: self.file.to_string(), line, column, rule, says, hint });
    }
}

/// The blocks among pieces; a heading that stands in a list becomes a bold paragraph.
pub fn blocks_of(pieces: Vec<Piece>) -> Vec<Block> {
    let bold = |piece| match piece {
        Piece::Block(block) => block,
        Piece::Heading(_, title) => Block::Paragraph(vec![Inline::Strong(title)]),
    };
    pieces.into_iter().map(bold).collect()
}

/// Pieces as the running text of a table's cell: paragraphs apart by two breaks, items of lists behind a bullet.
pub fn running(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks_of(pieces) {
        run_block(block, "", &mut out);
    }
    out
}

fn run_block(block: Block, mark: &str, out: &mut Vec<Inline>) {
    match block {
        Block::Paragraph(inlines) | Block::Lead(inlines) => {
            if !out.is_empty() {
                out.extend([Inline::Break, Inline::Break]);
            }
            push_text(out, mark);
            out.extend(inlines);
        }
        Block::List { ordered, items } => {
            for (number, item) in items.into_iter().enumerate() {
                let first = if ordered { format!("{}. ", number + 1) } else { "• ".to_string() };
                for (at, block) in item.into_iter().enumerate() {
                    run_block(block, if at == 0 { &first } else { "" }, out);
                }
            }
        }
        _ => {}
    }
}

fn paragraph(inlines: Vec<Inline>) -> Piece {
    Piece::Block(Block::Paragraph(inlines))
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::Start(tag) => matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }),
        _ => false,
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(text),
        _ => out.push(Inline::Text(text.to_string())),
    }
}

fn is_address(to: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| to.to_ascii_lowercase().starts_with(scheme))
}
