//! Search over what is published, without a script: every word that was asked for must stand on a page, whole or as the
//! beginning of a longer word. A word in a page's title counts twenty times, one in its headings five times, one in its
//! text once; pages with the same count stand by their kind (a measure before a plan's page, that before an edition)
//! and then by title.

use std::collections::BTreeMap;

use store::StoreError;

use super::framed::LENT;
use super::site::Site;
use super::words::{plain, within, words};
use crate::app::App;

/// The most pages that are shown.
const MOST: usize = 50;
/// The most words of a question that are read.
const WORDS: usize = 8;
/// Letters shown on each side of a word that was found.
const AROUND: usize = 110;

/// The pages of a release by their words.
#[derive(Debug, Default)]
pub struct Index {
    pages: Vec<Page>,
    /// Pages in which a word stands, with its weight there.
    words: BTreeMap<String, Vec<(u32, u32)>>,
}

#[derive(Debug)]
struct Page {
    path: String,
    title: String,
    kind: Kind,
    text: String,
}

/// What a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A measure.
    Measure,
    /// A plan, or something in one.
    Plan,
    /// An edition.
    Edition,
    /// Any other page.
    Page,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The best pages, the best first.
    pub best: Vec<Hit>,
    /// How many pages there are in all.
    pub all: usize,
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, from the root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: Kind,
    /// Words around the first that was found; the words that were found are told apart.
    pub context: Vec<(String, Told)>,
}

/// Whether a piece of the context was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was asked for.
    Found,
    /// It stands beside.
    Beside,
}

/// Reads the pages of a release, one at a time. Superseded editions and downloads are not looked through.
///
/// # Errors
/// The store's.
pub(super) async fn read(app: &App, tenant: &str, site: &Site) -> Result<Index, StoreError> {
    let mut index = Index::default();
    for place in site.released().filter(|place| is_read(&place.path, &place.media)) {
        let (path, bytes) = (place.path.clone(), place.bytes(&app.store, tenant).await?);
        let added = tokio::task::spawn_blocking(move || {
            index.add(&path, &bytes);
            index
        });
        index = added.await.map_err(|error| StoreError::Broken(error.to_string()))?;
    }
    Ok(index)
}

impl Index {
    fn add(&mut self, path: &str, bytes: &[u8]) {
        let Ok(html) = std::str::from_utf8(bytes) else { return };
        let main = within(html, "<main", "</main>").unwrap_or(html);
        let title = title(html, main);
        let headings = ["<h1", "<h2", "<h3"].into_iter().flat_map(|open| headings(main, open)).collect::<String>();
        let mut weights: BTreeMap<String, u32> = BTreeMap::new();
        let text = plain(main);
        let parts = words(&title).map(|word| (word, 20)).chain(words(&headings).map(|w| (w, 5)));
        for (word, weight) in parts.chain(words(&text).map(|word| (word, 1))) {
            *weights.entry(word).or_default() += weight;
        }
        let number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        for (word, weight) in weights {
            self.words.entry(word).or_default().push((number, weight.min(60)));
        }
        let kind = match path.split('/').next() {
            Some("measures") => Kind::Measure,
            Some("plans") => Kind::Plan,
            Some("editions") => Kind::Edition,
            _ => Kind::Page,
        };
        let path = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        self.pages.push(Page { path, title, kind, text });
    }

    /// Pages on which every word of a question stands, the best first. Empty: none, or nothing was asked.
    pub fn find(&self, question: &str) -> Found {
        let asked: Vec<String> = words(question).take(WORDS).collect();
        let mut found: Option<BTreeMap<u32, u32>> = None;
        for word in &asked {
            let mut pages: BTreeMap<u32, u32> = BTreeMap::new();
            let longer = self.words.range(word.clone()..).take_while(|(known, _)| known.starts_with(word.as_str()));
            for (known, places) in longer {
                // The word itself counts more than a longer one that begins so.
                let factor = if known == word { 2 } else { 1 };
                for (page, weight) in places {
                    *pages.entry(*page).or_default() += weight * factor;
                }
            }
            found = Some(match found {
                None => pages,
                Some(before) => {
                    let both = |(page, weight)| Some((page, weight + pages.get(&page)?));
                    before.into_iter().filter_map(both).collect()
                }
            });
        }
        let page = |(number, weight): (u32, u32)| Some((self.pages.get(usize::try_from(number).ok()?)?, weight));
        let mut pages: Vec<(&Page, u32)> = found.unwrap_or_default().into_iter().filter_map(page).collect();
        pages.sort_by(|(a, x), (b, y)| (y, a.kind, &a.title, &a.path).cmp(&(x, b.kind, &b.title, &b.path)));
        let hit = |(page, _): (&Page, u32)| Hit {
            path: page.path.clone(),
            title: page.title.clone(),
            kind: page.kind,
            context: context(&page.text, &asked),
        };
        Found { all: pages.len(), best: pages.into_iter().take(MOST).map(hit).collect() }
    }
}

fn is_read(path: &str, media: &str) -> bool {
    let download = path.starts_with("editions/") && !path.ends_with("/index.html");
    media.starts_with("text/html") && !download && path != LENT && !path.contains(".edition-")
}

/// The title of a page without the council's name; its first heading where the title was cut to fit a window's name.
fn title(html: &str, main: &str) -> String {
    let element = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let whole = element.map(|(title, _)| plain(title)).unwrap_or_default();
    let own = whole.rsplit_once(" – ").map_or(whole.as_str(), |(title, _)| title);
    let (Some(start), Some(first)) = (own.strip_suffix('…'), headings(main, "<h1").next()) else {
        return own.to_string();
    };
    match start.split_once(": ") {
        Some((reference, begins)) if first.starts_with(begins) => format!("{reference}: {}", first.trim()),
        _ => first.trim().to_string(),
    }
}

/// The texts of the headings that open so.
fn headings<'t>(html: &'t str, open: &'t str) -> impl Iterator<Item = String> + 't {
    html.split(open).skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once('>')?;
        let (inside, _) = rest.split_once("</h")?;
        Some(plain(inside) + " ")
    })
}

/// The words around the first that was asked for.
fn context(text: &str, asked: &[String]) -> Vec<(String, Told)> {
    let matches = |word: &str| {
        let mut own = words(word);
        own.any(|own| asked.iter().any(|asked| own.starts_with(asked.as_str())))
    };
    let all: Vec<&str> = text.split(' ').collect();
    let at = all.iter().position(|word| matches(word)).unwrap_or(0);
    let (mut from, mut before) = (at, 0);
    while from > 0 && before < AROUND {
        from -= 1;
        before += all.get(from).map_or(0, |word| word.len() + 1);
    }
    let mut pieces: Vec<(String, Told)> = Vec::new();
    let mut shown = 0;
    for word in all.iter().skip(from) {
        if shown > before + 2 * AROUND {
            break;
        }
        shown += word.len() + 1;
        let told = if matches(word) { Told::Found } else { Told::Beside };
        match pieces.last_mut() {
            Some((piece, last)) if *last == told => {
                piece.push(' ');
                piece.push_str(word);
            }
            _ => pieces.push(((*word).to_string(), told)),
        }
    }
    pieces
}

#[cfg(test)]
mod cases {
    use super::*;

    fn index() -> Index {
        let file = |path: &'static str, title: &str, text: &str| {
            (path, format!("<title>{title} – Made</title><main><h1>{title}</h1><p>{text}</p></main>"))
        };
        let files = [
            file("measures/potholes.html", "Potholes mended in time", "Roads that are safe."),
            file("measures/buses.html", "Buses on time", "Where potholes slow a bus."),
            file("editions/2025-26/index.html", "Report", "Potholes, buses and ferries."),
            file("404.html", "Potholes nowhere", ""),
            file("editions/2025-26.edition-1/index.html", "Potholes before", ""),
        ];
        let mut index = Index::default();
        let read = files.iter().filter(|(path, _)| is_read(path, "text/html; charset=utf-8"));
        read.for_each(|(path, page)| index.add(path, page.as_bytes()));
        index
    }

    #[test]
    fn the_best_page_comes_first_and_every_word_must_stand_on_it() {
        for (question, paths) in [
            ("potholes", vec!["/measures/potholes.html", "/measures/buses.html", "/editions/2025-26/"]),
            ("POTHOLE", vec!["/measures/potholes.html", "/measures/buses.html", "/editions/2025-26/"]),
            ("potholes bus", vec!["/measures/buses.html", "/editions/2025-26/"]),
            ("time", vec!["/measures/buses.html", "/measures/potholes.html"]),
            ("ferries, potholes!", vec!["/editions/2025-26/"]),
            ("trams", vec![]),
            ("", vec![]),
            ("<script>", vec![]),
        ] {
            let found: Vec<String> = index().find(question).best.into_iter().map(|hit| hit.path).collect();
            assert_eq!(found, paths, "{question}");
        }
    }

    #[test]
    fn a_title_is_read_to_its_end_and_no_further_and_a_cut_one_is_taken_from_the_heading() {
        let drawing = "<main><h1>Roads and <b>bridges</b></h1><svg><title>A chart</title></svg></main>";
        for (title, is) in [
            ("Roads – Made", "Roads"),
            ("Roads and…", "Roads and bridges"),
            ("SO-1: Roads…", "SO-1: Roads and bridges"),
            ("A – B – Made", "A – B"),
            ("", ""),
        ] {
            let html = format!("<title>{title}</title>{drawing}");
            assert_eq!(super::title(&html, drawing), is, "{title}");
        }
    }

    #[test]
    fn no_page_that_was_found_is_left_out_unsaid() {
        let mut index = Index::default();
        for number in 0..MOST + 3 {
            index.add(&format!("measures/{number}.html"), b"<title>Buses</title><main>Buses on time</main>");
        }
        let found = index.find("buses");
        assert_eq!((found.best.len(), found.all), (MOST, MOST + 3));
    }

    #[test]
    fn what_was_found_is_shown_where_it_stands() {
        let hits = index().find("slow").best;
        let told: Vec<&str> =
            hits[0].context.iter().filter(|(_, told)| *told == Told::Found).map(|(text, _)| text.as_str()).collect();
        assert_eq!(told, ["slow"]);
        assert_eq!(hits[0].title, "Buses on time");
    }
}
