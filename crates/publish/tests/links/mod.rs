//! Links of a page, and where they lead.

/// Everything between `before` and the next quotation mark.
pub fn attributes<'p>(page: &'p str, before: &str) -> Vec<&'p str> {
    page.split(before).skip(1).map(|rest| rest.split_once('"').unwrap().0).collect()
}

/// Where a link of a page leads, from the folder that is served.
pub fn lands(page: &str, link: &str) -> String {
    if let Some(rooted) = link.strip_prefix('/') {
        return rooted.to_string();
    }
    let mut at: Vec<&str> = page.split('/').collect();
    at.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(at.pop().is_some(), "{page}: {link} leaves the site"),
            part => at.push(part),
        }
    }
    at.join("/")
}
