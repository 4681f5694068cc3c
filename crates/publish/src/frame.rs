//! The frame of every page: head, council, ways through the site, foot. No script is needed; the only one helps with
//! tables and stands in a file of its own.

use domain::calendar::print_date;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use report::out::parts;

use crate::assets::Assets;
use crate::library::Library;
use crate::page::{Page, Tables};
use crate::places::{self, relative};
use crate::site::{By, Stand};

/// The longest title that browsers and search pages show whole.
const TITLE_MOST: usize = 70;

/// What all pages share.
pub struct Frame<'f> {
    library: &'f Library<'f>,
    assets: &'f Assets,
    address: Option<&'f str>,
    root: Option<&'f str>,
    by: By,
}

impl<'f> Frame<'f> {
    /// A frame for where the site will stand.
    pub fn new(library: &'f Library<'f>, assets: &'f Assets, stand: Stand<'f>) -> Frame<'f> {
        let address = stand.address.map(|address| address.trim_end_matches('/'));
        Frame { library, assets, address, root: stand.root(), by: stand.by }
    }

    /// A path at which the server answers. `None`: no server does.
    fn served(&self, path: &'static str) -> Option<&'static str> {
        (self.by == By::Server).then_some(path)
    }

    /// The whole page.
    pub fn page(&self, page: &Page) -> String {
        let words = self.library.words;
        let to = |path: &str| self.to(page, path);
        let markup = html! {
            (DOCTYPE)
            html lang=(self.library.now().snapshot.language) {
                (self.head(page))
                body.site.with-contents[page.beside.is_some()] {
                    a.skip href="#main" { (words.say("frame.skip")) }
                    (parts::marks())
                    header.bar {
                        p { a href=(to(places::HOME)) { (self.library.now().snapshot.council) } }
                        (self.ways(page))
                    }
                    (self.crumbs(page))
                    main #main tabindex="-1" {
                        @if let Some(banner) = &page.banner { p.banner { strong { (banner) } } }
                        @if let Some(cover) = &page.cover { (cover) }
                        @if let Some(beside) = &page.beside { (beside) }
                        (page.main)
                    }
                    (self.foot(page))
                }
            }
        };
        markup.into_string()
    }

    /// The way to a path; from the page for addresses that do not exist, which may stand at any depth, the way
    /// from the root where it is known.
    fn to(&self, page: &Page, path: &str) -> String {
        match self.root {
            Some(root) if page.path == places::MISSING => format!("{root}/{path}"),
            _ => relative(&page.path, path),
        }
    }

    fn head(&self, page: &Page) -> Markup {
        let style = self.to(page, &self.assets.style);
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (self.title(page)) }
                meta name="description" content=(page.description);
                @if page.path == places::MISSING { meta name="robots" content="noindex"; }
                @else if let Some(address) = self.address { link rel="canonical" href=(self.public(address, &page.path)); }
                link rel="stylesheet" href=(style);
                @if let Some(feed) = self.served(places::FEED) {
                    link rel="alternate" type="application/atom+xml" title=(self.library.words.say("frame.feed")) href=(self.to(page, feed));
                }
                @if page.tables == Tables::Filtered {
                    script src=(self.to(page, &self.assets.script)) defer {}
                }
                @if let Some(described) = &page.described {
                    // A less-than sign could end the element.
                    script type="application/ld+json" { (PreEscaped(described.to_string().replace('<', "\\u003c"))) }
                }
            }
        }
    }

    fn title(&self, page: &Page) -> String {
        let council = &self.library.now().snapshot.council;
        let whole = format!("{} – {council}", page.title);
        let fits = |text: &String| text.chars().count() <= TITLE_MOST;
        if page.title.contains(council.as_str()) && fits(&page.title) {
            return page.title.clone();
        }
        [whole, page.title.clone()].into_iter().find(fits).unwrap_or_else(|| cut(&page.title))
    }

    fn ways(&self, page: &Page) -> Markup {
        let words = self.library.words;
        let plan = self.library.plans.first().and_then(|(_, plan)| self.library.places.plan(&plan.key));
        let now = self.library.places.edition(self.library.now().snapshot.edition.period);
        let ways = [
            (Some(now.as_str()), "frame.latest"),
            (plan, "frame.plan"),
            (Some(places::MEASURES), "frame.measures"),
            (Some(places::DATA), "frame.data"),
            (self.served(places::SEARCH), "frame.search"),
        ];
        html! {
            nav aria-label=(words.say("frame.ways")) {
                ul {
                    @for (path, key) in ways {
                        @if let Some(path) = path {
                            li { a href=(self.to(page, path)) aria-current=[(page.path == path).then_some("page")] { (words.say(key)) } }
                        }
                    }
                }
            }
        }
    }

    fn crumbs(&self, page: &Page) -> Markup {
        if [places::HOME, places::MISSING].contains(&page.path.as_str()) {
            return html! {};
        }
        html! {
            nav.crumbs aria-label=(self.library.words.say("frame.crumbs")) {
                ol {
                    li { a href=(self.to(page, places::HOME)) { (self.library.words.say("frame.home")) } }
                    @for (name, path) in &page.crumbs {
                        li {
                            @match path {
                                Some(path) => a href=(self.to(page, path)) { (name) },
                                None => (name),
                            }
                        }
                    }
                }
            }
        }
    }

    fn foot(&self, page: &Page) -> Markup {
        let words = self.library.words;
        let now = self.library.now().snapshot;
        let position = print_date(now.edition.position_at);
        html! {
            footer.foot {
                ul.ways {
                    @match self.served(places::EDITIONS) {
                        Some(path) => li { a href=(self.to(page, path)) { (words.say("frame.reports")) } },
                        None => li { a href={ (self.to(page, places::HOME)) "#reports" } { (words.say("frame.reports")) } },
                    }
                    li { a href=(self.to(page, places::DATA)) { (words.say("frame.data")) } }
                    @for (path, key) in [(places::INTERFACE, "frame.interface"), (places::FEED, "frame.feed")] {
                        @if let Some(path) = self.served(path) { li { a href=(self.to(page, path)) { (words.say(key)) } } }
                    }
                    li { a href=(self.to(page, places::STATEMENT)) { (words.say("frame.statement")) } }
                    @if let Some(website) = &now.website { li { a href=(website) { (words.fill("frame.website", &[("council", &now.council)])) } } }
                }
                @if let Some(contact) = &now.contact { p { (words.fill("frame.contact", &[("contact", contact)])) } }
                p { (words.fill("frame.licence", &[("licence", &now.licence)])) }
                p { (words.fill("frame.position", &[("edition", &now.edition.title), ("date", &position)])) }
            }
        }
    }

    /// What search engines may read: everything, and where the list of pages is.
    pub fn robots(&self) -> String {
        let sitemap = self.address.map(|address| format!("Sitemap: {address}/sitemap.xml\n"));
        format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
    }

    /// The list of pages, which must have whole addresses. `None`: where the site will stand is not known.
    pub fn sitemap(&self, pages: &[Page]) -> Option<String> {
        let address = self.address?;
        let listed = pages.iter().filter(|page| page.path != places::MISSING);
        let markup = html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
            urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
                @for page in listed { "\n" url { loc { (self.public(address, &page.path)) } } }
            }
        };
        Some(markup.into_string() + "\n")
    }

    /// The whole address of a page; of a folder's first page, the folder's.
    fn public(&self, address: &str, path: &str) -> String {
        let shown = if path == places::HOME { "" } else { path };
        format!(
            "{address}/{}",
            shown.strip_suffix("/index.html").map_or(shown.to_string(), |folder| format!("{folder}/"))
        )
    }
}

/// A title cut after a word, for the window's name only.
fn cut(title: &str) -> String {
    let mut kept = String::new();
    for word in title.split(' ') {
        if kept.chars().count() + word.chars().count() + 2 > TITLE_MOST {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    format!("{}…", kept.trim_end_matches([',', ';', ':']))
}
