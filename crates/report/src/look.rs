//! The look as data: the default of `LOOK`, with the tokens that a council replaces.

use domain::Colour;

/// Colours by token, each `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    tokens: Vec<(&'static str, String)>,
}

/// The default look. Every token a council may set stands here.
pub const DEFAULTS: [(&str, &str); 12] = [
    ("ink", "#0b0c0c"),
    ("muted", "#505a5f"),
    ("rule", "#b1b4b6"),
    ("wash", "#f3f2f1"),
    ("link", "#1d4f91"),
    ("now", "#3b2a7a"),
    ("before", "#8d84b5"),
    ("best", "#12436d"),
    ("good", "#28734a"),
    ("watch", "#f5a623"),
    ("act", "#9b1c1c"),
    ("none", "#ffffff"),
];

impl Look {
    /// The default look with a council's replacements. Unknown tokens, and what is not `#rrggbb`, are ignored here and
    /// reported by the folder: nothing but a colour ever reaches a stylesheet.
    pub fn new(replaced: &[(String, String)]) -> Look {
        let value = |token: &str, default: &str| {
            let chosen = replaced.iter().find(|(key, value)| key == token && luminance(value).is_some());
            chosen.map_or(default.to_string(), |(_, value)| value.clone())
        };
        Look { tokens: DEFAULTS.iter().map(|(token, default)| (*token, value(token, default))).collect() }
    }

    /// The colour of a token; ink for a token that does not exist.
    pub fn token(&self, name: &str) -> &str {
        self.tokens.iter().find(|(token, _)| *token == name).map_or("#0b0c0c", |(_, value)| value.as_str())
    }

    /// Every token in order.
    pub fn tokens(&self) -> &[(&'static str, String)] {
        &self.tokens
    }

    /// The fill of a grade's colour.
    pub fn fill(&self, colour: Colour) -> String {
        match colour {
            Colour::Best => self.token("best").into(),
            Colour::Good => self.token("good").into(),
            Colour::Watch => self.token("watch").into(),
            Colour::Act => self.token("act").into(),
            Colour::None => self.token("none").into(),
            Colour::Own(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        }
    }

    /// The colour of text on a grade's fill: white where that has 4.5:1, else ink.
    pub fn text_on(&self, colour: Colour) -> &str {
        if contrast_thousandths(&self.fill(colour), "#ffffff") >= 4_500 { "#ffffff" } else { self.token("ink") }
    }
}

/// WCAG contrast ratio of two `#rrggbb` colours, in thousandths; 0 if either is not one.
#[allow(clippy::float_arithmetic, reason = "luminance is defined in floats and is no figure of a council")]
pub fn contrast_thousandths(one: &str, other: &str) -> u32 {
    let (Some(a), Some(b)) = (luminance(one), luminance(other)) else { return 0 };
    let (light, dark) = if a > b { (a, b) } else { (b, a) };
    ((light + 0.05) / (dark + 0.05) * 1000.0) as u32
}

#[allow(clippy::float_arithmetic, reason = "luminance is defined in floats and is no figure of a council")]
fn luminance(hex: &str) -> Option<f64> {
    let hex = hex.strip_prefix('#').filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_grade_colour_has_text_that_passes_contrast() {
        let look = Look::new(&[]);
        for colour in [Colour::Best, Colour::Good, Colour::Watch, Colour::Act, Colour::None] {
            assert!(contrast_thousandths(&look.fill(colour), look.text_on(colour)) >= 4_500, "{colour:?}");
        }
    }

    #[test]
    fn text_and_links_pass_on_white_and_on_the_wash_and_bars_against_both_ground_and_one_another() {
        let look = Look::new(&[]);
        for (one, other, least) in [
            ("ink", "none", 7_000),
            ("muted", "none", 4_500),
            ("muted", "wash", 4_500),
            ("link", "none", 4_500),
            ("now", "none", 3_000),
            ("before", "none", 3_000),
            ("now", "before", 3_000),
        ] {
            assert!(contrast_thousandths(look.token(one), look.token(other)) >= least, "{one} on {other}");
        }
    }

    #[test]
    fn what_is_no_colour_never_reaches_a_stylesheet() {
        let look = Look::new(&[("now".into(), "red;}</style>".into()), ("ink".into(), "#+1+2+3".into())]);
        assert_eq!((look.token("now"), look.token("ink")), ("#3b2a7a", "#0b0c0c"));
    }

    #[test]
    fn a_council_replaces_a_token_and_keeps_the_rest() {
        let look = Look::new(&[("now".into(), "#004400".into())]);
        assert_eq!((look.token("now"), look.token("before")), ("#004400", "#8d84b5"));
    }
}
