//! Pages of a release as words: what search reads.

/// A piece of HTML without its tags, graphics, scripts and styles, each run of white space one blank.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let skipped = ["svg", "script", "style"].into_iter().find(|name| begins(tag, name));
        rest = match skipped.and_then(|name| tag.split_once(&format!("</{name}"))) {
            Some((_, after)) => after.split_once('>').map_or("", |(_, after)| after),
            None => tag.split_once('>').map_or("", |(_, after)| after),
        };
    }
    text.push_str(rest);
    let read = unescaped(&text);
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn begins(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n']))
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    pairs.into_iter().fold(text.to_string(), |text, (written, is)| text.replace(written, is))
}

/// What stands between an opening tag that begins so and its closing tag.
pub fn within<'t>(html: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let (_, rest) = html.split_once(open)?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.rsplit_once(close).map_or(rest, |(inside, _)| inside))
}

/// Words for looking up: small letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_person_reads_it() {
        let page = "<h1>Potholes &amp; roads</h1><svg><text>12</text></svg><p>Mended\n in <b>28</b> days</p><style>a{}</style>";
        assert_eq!(plain(page), "Potholes & roads Mended in 28 days");
        assert_eq!(words("SO-12: Children’s homes").collect::<Vec<_>>(), ["so", "12", "children", "s", "homes"]);
    }
}
