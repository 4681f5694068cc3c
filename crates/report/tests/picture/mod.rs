//! Reads an SVG well enough to ask what it says and where.

#![allow(dead_code, reason = "each test file asks what it needs")]
#![allow(clippy::float_arithmetic, reason = "pixel geometry")]

/// Every value of an attribute, in order.
pub fn values_of(svg: &str, attribute: &str) -> Vec<String> {
    let opening = format!(" {attribute}=\"");
    svg.split(&opening).skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_string()).collect()
}

/// Everything that is written in the picture, without spaces, for words may be wrapped.
pub fn words(svg: &str) -> String {
    texts(svg).map(|(_, text)| text.replace(' ', "")).collect()
}

/// Texts that leave the picture, by a rough width for each kind of letter.
pub fn texts_outside(svg: &str) -> Vec<String> {
    let size: Vec<f64> = values_of(svg, "viewBox")[0].split(' ').map(|n| n.parse().unwrap()).collect();
    texts(svg).filter(|(tag, text)| !inside(tag, text, (size[2], size[3]))).map(|(_, text)| text).collect()
}

fn texts(svg: &str) -> impl Iterator<Item = (String, String)> {
    svg.split("<text").skip(1).map(|rest| {
        let (tag, rest) = rest.split_once('>').unwrap();
        (tag.to_string(), rest[..rest.find("</text>").unwrap()].to_string())
    })
}

fn inside(tag: &str, text: &str, (width, height): (f64, f64)) -> bool {
    let number = |name: &str| values_of(tag, name)[0].parse::<f64>().unwrap();
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let long: f64 = text.chars().map(|c| size * rough_width(c)).sum();
    let (left, right, top, bottom) = if tag.contains("rotate(-90") {
        (x - size, x, y - long, y)
    } else if tag.contains("text-anchor=\"middle\"") {
        (x - long / 2.0, x + long / 2.0, y - size, y)
    } else {
        (x, x + long, y - size, y)
    };
    left >= 0.0 && right <= width && top >= 0.0 && bottom <= height
}

fn rough_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | ' ' | ',' | '.' | ':' | '-' | '/' | 'I' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' => 0.86,
        'A'..='Z' => 0.66,
        _ => 0.58,
    }
}
